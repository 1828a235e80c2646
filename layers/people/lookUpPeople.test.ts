import { expect, test } from '@jest/globals';
import type { Database, ResultRow } from '#layers/aws/dataApi/database.ts';
import { Subjects } from './directory.ts';
import { lookUpPeople, unknownPerson } from './lookUpPeople.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const subjects = new Subjects('a secret of 32 characters or more');

type Asked = { email: string; subject: string }[];

/** A database that folds as `fold` does and knows the people by their keys. */
const scripted = (fold: (email: string) => string, known: Record<string, ResultRow> = {}) => {
  const asked: Asked[] = [];
  const database: Database = {
    query: async (sql, { asked: json }) => {
      expect(sql).toMatch(/^\s*SELECT .* AS emailKey/);
      const people: Asked = JSON.parse(String(json));
      asked.push(people);
      const bySubject = new Map(Object.entries(known).map(([key, row]) => [subjects.of(key), row]));
      return people.map(({ email, subject }) => ({
        emailKey: fold(email),
        state: 'unknown',
        ...bySubject.get(subject),
      }));
    },
    execute: () => Promise.reject(new Error('must not write')),
  };
  return { asked, lookUp: (emails: string[]) => lookUpPeople(database, subjects, emails, call) };
};

test('asks once when the key is as guessed', async () => {
  const { lookUp, asked } = scripted((email) => email.trim().toLowerCase(), {
    'homer@x': { state: 'present', revision: '7', isShown: '1', appliedAt: '2026-11-24 12:00:00.000000' },
    'marge@x': { state: 'deleted', revision: '', appliedAt: null },
  });
  expect(await lookUp([' Homer@x', 'marge@x', 'bart@x'])).toEqual(
    new Map([
      [
        ' Homer@x',
        {
          subject: subjects.of('homer@x'),
          revision: '7',
          state: 'present',
          isShown: true,
          appliedAt: '2026-11-24 12:00:00.000000',
        },
      ],
      [
        'marge@x',
        {
          subject: subjects.of('marge@x'),
          revision: '',
          state: 'deleted',
          isShown: false,
          appliedAt: undefined,
        },
      ],
      ['bart@x', unknownPerson(subjects.of('bart@x'))],
    ]),
  );
  expect(asked).toHaveLength(1);
});

test('takes the key of the database where it differs from the guess, and asks again for these alone', async () => {
  const { lookUp, asked } = scripted((email) => email.replace('İ', 'i'), {
    'ali@x': { state: 'present', revision: '1', appliedAt: null },
  });
  const people = await lookUp(['a@x', 'alİ@x']);
  expect(people.get('alİ@x')).toMatchObject({ subject: subjects.of('ali@x'), state: 'present' });
  expect(asked.map((batch) => batch.map(({ email }) => email))).toEqual([['a@x', 'alİ@x'], ['alİ@x']]);
});

test('asks for 950 addresses at once', async () => {
  const { lookUp, asked } = scripted((email) => email);
  expect((await lookUp(Array.from({ length: 1_901 }, (_, index) => `user${index}@x`))).size).toBe(1_901);
  expect(asked.map(({ length }) => length)).toEqual([950, 950, 1]);
});

test.each([
  ['no key', { emailKey: null, state: 'unknown' }, 'The database did not fold an address.'],
  [
    'no revision',
    { emailKey: 'a@x', state: 'present', revision: null },
    'A row of people lacks its revision.',
  ],
  ['another state', { emailKey: 'a@x', state: 'gone', revision: '1' }, 'A row of people lacks its revision.'],
])('refuses a row with %s', async (_case, row, message) => {
  const database: Database = {
    query: async () => [row],
    execute: () => Promise.reject(new Error('must not write')),
  };
  await expect(lookUpPeople(database, subjects, ['a@x'], call)).rejects.toThrow(new TypeError(message));
});

test('refuses an answer that lacks a row', async () => {
  const database: Database = { query: async () => [], execute: () => Promise.reject(new Error()) };
  await expect(lookUpPeople(database, subjects, ['a@x'], call)).rejects.toThrow(
    'The database did not fold an address.',
  );
});
