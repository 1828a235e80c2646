import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lowestRevision, maxRank, type RevisionParts, rankOf, toRevision } from './revision.ts';

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
