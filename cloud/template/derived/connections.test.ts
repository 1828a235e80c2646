import { expect, test } from '@jest/globals';
import { manyConnections } from './connections.ts';

test.each([
  [1, 72],
  [2, 72],
  [8, 800],
  [128, 4_000],
  [256, 4_000],
])('with at most %f ACU, %i connections are many', (maxAcu, connections) => {
  expect(manyConnections(maxAcu)).toBe(connections);
});
