// The simulator: it repeats itself, and finds nothing wrong with the service.
import { beforeAll, expect, test } from '@jest/globals';
import { createDatabaseModel, type DatabaseModel } from './database/execute.ts';
import { simulate } from './simulate.ts';

let model: DatabaseModel;
beforeAll(async () => {
  model = await createDatabaseModel();
});

const seedsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => first + index);

test('the same seed tells the same story, byte by byte', async () => {
  for (const seed of seedsFrom(1, 10)) {
    const { digest, ...told } = await simulate({ seed, model });
    expect(await simulate({ seed, model })).toEqual({ digest, ...told });
  }
});

test('another seed tells another story', async () => {
  const [one, other] = await Promise.all([simulate({ seed: 1, model }), simulate({ seed: 2, model })]);
  expect(one?.digest).not.toBe(other?.digest);
});

test('200 seeds hold every invariant, with faults, kills and restores', async () => {
  const failed: [seed: number, problems: readonly string[]][] = [];
  let [calls, faults, kills] = [0, 0, 0];
  for (const seed of seedsFrom(1, 200)) {
    const result = await simulate({ seed, model });
    if (result.problems.length > 0) failed.push([seed, result.problems]);
    calls += result.calls;
    faults += result.faults;
    kills += result.kills;
  }
  // `npm run simulate -- --seed <seed> --trace` repeats one.
  expect(failed).toEqual([]);
  expect(calls).toBeGreaterThan(100_000);
  expect(faults).toBeGreaterThan(1_000);
  expect(kills).toBeGreaterThan(100);
}, 120_000);
