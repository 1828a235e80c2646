import { expect, test } from '@jest/globals';
import { manyConnections } from './connections.ts';

test.each([
  [0, 1, 72],
  [0, 2, 72],
  [0, 8, 800],
  [0.5, 128, 1_600],
  [1, 128, 4_000],
  [1, 256, 4_000],
])('with %f to %f ACU, %i connections are many', (minAcu, maxAcu, connections) => {
  expect(manyConnections(minAcu, maxAcu)).toBe(connections);
});
