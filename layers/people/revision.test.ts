import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ImportRevisionParts,
  lowestRevision,
  maxRank,
  type RevisionParts,
  rankOf,
  toImportRevision,
  toRevision,
} from './revision.ts';

const parts = fc.record({
  rank: fc.integer({ min: 0, max: maxRank }),
  deleted: fc.boolean(),
  source: fc.string(),
  id: fc.string(),
});

test('orders by rank first, then a deletion before any other state', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(one.rank !== other.rank || one.deleted !== other.deleted);
      const newer = one.rank > other.rank || (one.rank === other.rank && one.deleted);
      expect(toRevision(one) > toRevision(other)).toBe(newer);
    }),
  );
});

test('tells two events of one rank apart by source and id', () => {
  const revisions = new Set(
    [
      ['a', 'bc'],
      ['ab', 'c'],
      ['a', 'b'],
      ['b', 'a'],
    ].map(([source = '', id = '']) => toRevision({ rank: 1, deleted: false, source, id })),
  );
  expect(revisions.size).toBe(4);
});

test('has 33 characters, and gives its rank back', () => {
  fc.assert(
    fc.property(parts, (given: RevisionParts) => {
      expect(toRevision(given)).toMatch(/^\d{16}[01][\da-f]{16}$/);
      expect(rankOf(toRevision(given))).toBe(given.rank);
    }),
  );
});

test('the lowest is older than any event and has no rank', () => {
  expect(toRevision({ rank: 0, deleted: false, source: '', id: '' }) > lowestRevision).toBe(true);
  expect(rankOf(lowestRevision)).toBeUndefined();
});

describe('the revision of a row of a file', () => {
  const row: fc.Arbitrary<ImportRevisionParts> = fc.record({
    rank: fc.integer({ min: 0, max: maxRank }),
    uploadedMs: fc.integer({ min: 0, max: 36 ** 7 * 1_000 - 1 }),
    job: fc.stringMatching(/^[\da-f]{32}$/),
    line: fc.integer({ min: 1, max: 36 ** 6 - 2 }),
  });

  test('has 33 characters, and gives its rank back', () => {
    fc.assert(
      fc.property(row, (given) => {
        expect(toImportRevision(given)).toMatch(/^\d{16}0g[\da-z]{15}$/);
        expect(rankOf(toImportRevision(given))).toBe(given.rank);
      }),
    );
  });

  test('is newer than that of an earlier line, and than any of a lower rank', () => {
    fc.assert(
      fc.property(row, row, parts, (one, other, event) => {
        const next = { ...one, line: one.line + 1 };
        expect(toImportRevision(next) > toImportRevision(one)).toBe(true);
        fc.pre(one.rank !== other.rank && one.rank !== event.rank);
        expect(toImportRevision(one) > toImportRevision(other)).toBe(one.rank > other.rank);
        expect(toImportRevision(one) > toRevision(event)).toBe(one.rank > event.rank);
      }),
    );
  });

  test('is newer than that of a file of its rank that was uploaded before', () => {
    fc.assert(
      fc.property(row, row, (one, other) => {
        const [uploaded, before] = [one, other].map(({ uploadedMs }) => Math.floor(uploadedMs / 1_000));
        fc.pre(uploaded !== before);
        const tied = { ...other, rank: one.rank };
        expect(toImportRevision(one) > toImportRevision(tied)).toBe(Number(uploaded) > Number(before));
      }),
    );
  });

  test('is between an upsert and a deletion by events of its rank', () => {
    fc.assert(
      fc.property(row, parts, (one, event) => {
        const tied = toRevision({ ...event, rank: one.rank });
        expect(toImportRevision(one) > tied).toBe(!event.deleted);
      }),
    );
  });
});
