// The repository over a scripted database: its statements, and what it makes of their failures.
import { describe, expect, test } from '@jest/globals';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { Subjects } from './directory.ts';
import { createPeopleRepository } from './peopleRepository.ts';
import type { PersonChange } from './personChange.ts';
import type { PersonRow } from './planWrite.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const subjects = new Subjects('a secret of 32 characters or more');

const changeOf = (email: string): PersonChange => ({
  email,
  spelling: email,
  phoneNumber: '1',
  revision: '1',
});
const changesOf = (count: number): PersonChange[] =>
  Array.from({ length: count }, (_, index) => changeOf(`user${index}@x`));

/** A database that knows nobody, or everybody as of a revision; `write` may throw. */
const scripted = (write: (rows: PersonRow[]) => void = () => {}, revision?: string) => {
  const written: PersonRow[][] = [];
  let lookUps = 0;
  const database: Database = {
    query: async (sql, { asked }) => {
      lookUps += 1;
      expect(sql).toMatch(/^\s*SELECT .* AS emailKey/);
      return (JSON.parse(String(asked)) as { email: string }[]).map(({ email }) => ({
        emailKey: email.toLowerCase(),
        ...(revision === undefined ? { state: 'unknown' } : { state: 'present', revision }),
      }));
    },
    execute: async (sql, { people }, _call, { idempotent }) => {
      expect(sql).toMatch(/^\s*INSERT INTO people /);
      expect(idempotent).toBe(true);
      const rows: PersonRow[] = JSON.parse(String(people));
      written.push(rows);
      write(rows);
      return { updatedRows: rows.length };
    },
  };
  const people = createPeopleRepository({ database, openDirectory: async () => subjects });
  return { people, written, countLookUps: () => lookUps };
};

test('writes 1,000 people per statement', async () => {
  const { people, written } = scripted();
  expect(await people.apply(changesOf(2_001), call)).toEqual(Array(2_001).fill('applied'));
  expect(written.map((rows) => rows.length)).toEqual([1_000, 1_000, 1]);
});

test('sends no statement for no change', async () => {
  const { people, written, countLookUps } = scripted();
  expect(await people.apply([], call)).toEqual([]);
  expect(written).toEqual([]);
  expect(countLookUps()).toBe(0);
});

test.each([
  ['stale', '2'],
  ['repeated', '1'],
])('writes nothing when all changes are %s', async (outcome, revision) => {
  const { people, written } = scripted(undefined, revision);
  expect(await people.apply(changesOf(2), call)).toEqual([outcome, outcome]);
  expect(written).toEqual([]);
});

test('writes nothing for a preview', async () => {
  const { people, written } = scripted();
  expect(await people.preview(changesOf(1_001), call)).toEqual(Array(1_001).fill('applied'));
  expect(written).toEqual([]);
});

test('writes a person whom the directory has under another spelling under the normal one', async () => {
  const { people, written } = scripted();
  const change = { ...changeOf('é@x'), spelling: 'e\u0301@x' };
  expect(await people.apply([change], call)).toEqual(['applied']);
  expect(written).toEqual([[{ subject: subjects.of('é@x'), email: 'é@x', phone: '1', revision: '1' }]]);
});

describe('somebody who is explained', () => {
  const odd = 'e\u0301@x';
  const row = (state: string, revision: string | null = null) => ({ state, revision, appliedAt: null });

  /** Explains `odd`, of which the directory has these rows: as it was sent, and normalized. */
  const explain = (sent: object, normalized: object) => {
    const database: Database = {
      query: async (_sql, { asked }) =>
        (JSON.parse(String(asked)) as { email: string }[]).map(({ email }) => ({
          emailKey: email,
          ...(email === odd ? sent : normalized),
        })),
      execute: () => Promise.reject(new Error('must not write')),
    };
    return createPeopleRepository({ database, openDirectory: async () => subjects }).explain(odd, call);
  };

  test.each([
    ['as sent when nobody knows them', row('unknown'), row('unknown'), odd, 'unknown'],
    ['as sent when they are there', row('present', '1'), row('deleted', '2'), odd, 'present'],
    ['normalized when they are there', row('deleted', '2'), row('present', ''), 'é@x', 'present'],
    ['as sent when they were deleted', row('deleted', '2'), row('unknown'), odd, 'deleted'],
    ['normalized when they were deleted', row('unknown'), row('deleted', '1'), 'é@x', 'deleted'],
  ])('is the person %s', async (_case, sent, normalized, key, state) => {
    expect(await explain(sent, normalized)).toMatchObject({ subject: subjects.of(key), state });
  });
});

describe('a bad row', () => {
  const failing = (kind: 'rejected' | 'resultTooLarge', errno: number | undefined, bad: readonly string[]) =>
    scripted((rows) => {
      if (rows.some(({ email }) => bad.includes(String(email))))
        throw new DatabaseError(kind, 'reason', { errno });
    });

  test.each([1048, 1062, 1366, 1406, 3141, 3666, 4178])('alone fails, with error %i', async (errno) => {
    const { people, written } = failing('rejected', errno, ['user3@x', 'user7@x']);
    const outcomes = await people.apply(changesOf(10), call);
    expect(outcomes.map((outcome) => (outcome instanceof DatabaseError ? outcome.errno : outcome))).toEqual([
      ...['applied', 'applied', 'applied', errno, 'applied'],
      ...['applied', 'applied', errno, 'applied', 'applied'],
    ]);
    expect(written.length).toBeLessThan(20);
  });

  test('is one whose look-up is too large, too', async () => {
    const { people } = failing('resultTooLarge', undefined, ['user0@x']);
    expect((await people.apply(changesOf(2), call))[1]).toBe('applied');
  });

  test('leaves an older state of the same person to be applied', async () => {
    const { people } = failing('rejected', 1406, ['NEWER@x']);
    const bad = { ...changeOf('NEWER@x'), revision: '2' };
    expect((await people.apply([bad, changeOf('newer@x')], call))[1]).toBe('applied');
  });
});

describe('a failure of the database', () => {
  test.each([
    ['rejected', 1054],
    ['timeout', undefined],
    ['resuming', undefined],
    ['misconfigured', 1146],
  ] as const)('(%s) fails the statement’s people without dividing them', async (kind, errno) => {
    const error = new DatabaseError(kind, 'reason', { errno });
    const { people, written } = scripted(() => {
      throw error;
    });
    expect(await people.apply(changesOf(4), call)).toEqual([error, error, error, error]);
    expect(written).toHaveLength(1);
  });

  test('fails its 1,000 people and no others', async () => {
    let statements = 0;
    const { people } = scripted(() => {
      statements += 1;
      if (statements === 1) throw new DatabaseError('transient', 'reason');
    });
    const outcomes = await people.apply(changesOf(1_001), call);
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
  });

  test('that nobody foresaw is thrown', async () => {
    const { people } = scripted(() => {
      throw new TypeError('bug');
    });
    await expect(people.apply(changesOf(2), call)).rejects.toThrow('bug');
  });

  test('is thrown when somebody is to be explained', async () => {
    const error = new DatabaseError('misconfigured', 'DirectoryNotMigrated');
    const people = createPeopleRepository({
      database: {} as Database,
      openDirectory: () => Promise.reject(error),
    });
    await expect(people.explain('a@x', call)).rejects.toBe(error);
  });
});
