import { expect, test } from '@jest/globals';
import { EnvironmentPool } from './environmentPool.ts';
import { throttleType } from './functionError.ts';

/** Environments are numbers in the order of their starts, which end when `started` says so. */
const createPool = (maxEnvironments: number, maxWaitMs = 60_000) => {
  const starts: (() => void)[] = [];
  const pool = new EnvironmentPool<number>({
    start: () => new Promise((resolve) => starts.push(() => resolve(starts.length))),
    maxEnvironments,
    maxWaitMs,
  });
  const started = async (): Promise<void> => {
    starts.at(-1)?.();
    await new Promise(setImmediate);
  };
  return { pool, starts, started };
};

const count = async (environment: number): Promise<number> => environment;

test('events that come at once have the first environment one after another while another starts', async () => {
  const { pool, started } = createPool(4);
  const events = [1, 2, 3].map(() => pool.with(count));
  await started();
  expect(await Promise.all(events)).toEqual([1, 1, 1]);
});

test('environments start one at a time while events wait, up to the maximum', async () => {
  const { pool, starts, started } = createPool(2);
  const { promise, resolve } = Promise.withResolvers<void>();
  const events = [1, 2, 3].map(() => pool.with(() => promise));
  expect(starts).toHaveLength(1);
  await started();
  expect(starts).toHaveLength(2);
  await started();
  expect(starts).toHaveLength(2);
  resolve();
  await Promise.all(events);
});

test('an event waits for an environment that starts, and is throttled when all are busy', async () => {
  const { pool, started } = createPool(1, 1);
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = pool.with(async (environment) => {
    await promise;
    return environment;
  });
  const second = pool.with(count);
  const throttled = expect(second).rejects.toMatchObject({ errorType: throttleType });
  await new Promise((done) => setTimeout(done, 20));
  await started();
  await throttled;
  resolve();
  expect(await first).toBe(1);
  expect(await pool.with(count)).toBe(1);
});
