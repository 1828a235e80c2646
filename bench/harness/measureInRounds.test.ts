import { expect, test } from '@jest/globals';
import { measureInRounds } from './measureInRounds.ts';

test('drops the first round and keeps the order of the others', async () => {
  let calls = 0;
  const measures = new Map([['calls', async () => ++calls]]);
  const results = await measureInRounds({ measures, count: 3, onStep: () => {} });
  expect(results).toEqual(new Map([['calls', [2, 3, 4]]]));
});

test('reports a step for every measurement', async () => {
  let steps = 0;
  const measures = new Map(['a', 'b'].map((name) => [name, async () => name]));
  await measureInRounds({ measures, count: 2, onStep: () => steps++ });
  expect(steps).toBe(6);
});
