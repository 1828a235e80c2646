// Rows whose cells are guarded, spaced or out of their range.
import { describe, expect, test } from '@jest/globals';
import { normalizeEmail } from '#layers/people/user.ts';
import { goodAddresses, goodNumbers, wrappings } from '#tests/support/corpus.ts';
import { type Columns, readColumns } from './columns/columns.ts';
import { type RowContext, readChanges } from './readChange.ts';

const choices = { map: {}, firstEmail: false };
const columnsOf = (...names: string[]): Columns => readColumns(names, choices, 'time');

const readAll = (texts: readonly string[], columns: Columns, order: RowContext['order'] = 'time') =>
  readChanges(
    { columns, firstEmail: false, job: 'a'.repeat(64), uploadedMs: 0, order, asOfMs: 1_000 },
    {
      cells: texts.map((text) => Buffer.from(text)),
      line: 2,
      end: { offsetBytes: 0, lines: 2 },
    },
  );

const read = (...given: Parameters<typeof readAll>) => {
  const [only, ...others] = readAll(...given).changes;
  if (!only || others.length > 0) throw new Error('The row does not have one person.');
  return only;
};

describe('an apostrophe', () => {
  const guarded = columnsOf("'email", "'phoneNumber");

  test('before a cell of a guarded column is no part of it', () => {
    expect(read(["'a@x", "'+1 555 '"], guarded)).toMatchObject({ email: 'a@x', phoneNumber: "+1 555 '" });
  });

  test('is not missed where there is none', () => {
    expect(read(['a@x', "+1 555'"], guarded)).toMatchObject({ email: 'a@x', phoneNumber: "+1 555'" });
  });

  test('before a sign of a formula is no part of any number', () => {
    const columns = columnsOf('email', 'phoneNumber');
    expect(read(['a@x', "'+1 555"], columns)).toMatchObject({ phoneNumber: '+1 555' });
    expect(read(['a@x', "'555"], columns)).toMatchObject({ phoneNumber: "'555" });
  });
});

describe('what is around', () => {
  const columns = columnsOf('email', 'phoneNumber');

  test.each(wrappings)(
    'an address or a number is no part of it: %j before it, %j after it',
    (before, after) => {
      for (const text of goodAddresses) {
        const { email, broken } = read([`${before}${text}${after}`, `${before}+1 555${after}`], columns);
        expect([email, broken]).toEqual([normalizeEmail(text), undefined]);
      }
    },
  );

  test.each(wrappings)('a number is no part of it: %j before it, %j after it', (before, after) => {
    for (const number of goodNumbers)
      expect(read(['a@x', `${before}${number}${after}`], columns).phoneNumber).toBe(number);
  });

  test('an address is kept to look for people of an adopted table', () => {
    expect(read(['“a@x”', '+1 555'], columns)).toMatchObject({ email: 'a@x', spelling: '“a@x”' });
  });

  test('nothing leaves an address that is missing', () => {
    expect(() => read(['“”', '+1 555'], columns)).toThrow('email must not be empty');
    expect(() => read(['a@x', ''], columns)).toThrow('phoneNumber must not be empty');
  });
});

describe('a version', () => {
  const readVersion = (version: string) =>
    read(['a@x', '1', version], columnsOf('email', 'phoneNumber', 'version'), 'version').revision;

  test.each([
    [' 12 ', '12'],
    ['0012', '12'],
    ['1000000000000000', '1000000000000000'],
  ])('%j is the place %s', (sent, same) => {
    expect(readVersion(sent)).toBe(readVersion(same));
    expect(readVersion(sent) > readVersion('11')).toBe(true);
  });

  test.each(['1000000000000001', '12x', 'x12', '1.5', '-1', '', '00000000000000001'])(
    '%j is refused',
    (sent) => {
      expect(() => readVersion(sent)).toThrow('version must be a whole number from 0 to 10^15');
    },
  );
});
