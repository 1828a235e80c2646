import { expect, test } from '@jest/globals';
import { FunctionPool } from './functionPool.ts';
import type { Host } from './host.ts';

/** Hosts that answer with their number, and a record of those that were retired. */
const createHosts = () => {
  const made: (Host & { isUsable: boolean })[] = [];
  const retired: number[] = [];
  const pool = new FunctionPool((functionKey) => {
    const index = made.length;
    const host = {
      isUsable: true,
      invoke: async (event: unknown) => `${functionKey} on ${index}: ${event}`,
      retire: () => {
        retired.push(index);
      },
    };
    made.push(host);
    return host;
  });
  return { pool, made, retired };
};

test('a function keeps its host, another has its own', async () => {
  const { pool } = createHosts();
  expect(await pool.invoke('a', 1)).toBe('a on 0: 1');
  expect(await pool.invoke('b', 2)).toBe('b on 1: 2');
  expect(await pool.invoke('a', 3)).toBe('a on 0: 3');
});

test('the first event after a change gets a new host, and all old ones retire', async () => {
  const { pool, retired } = createHosts();
  await pool.invoke('a', 1);
  await pool.invoke('b', 2);
  pool.renew();
  pool.renew();
  expect(retired).toEqual([]);
  expect(await pool.invoke('a', 3)).toBe('a on 2: 3');
  expect(retired).toEqual([0, 1]);
  expect(await pool.invoke('b', 4)).toBe('b on 3: 4');
  expect(await pool.invoke('a', 5)).toBe('a on 2: 5');
});

test('a host that is not usable any more is replaced', async () => {
  const { pool, made } = createHosts();
  await pool.invoke('a', 1);
  (made[0] as { isUsable: boolean }).isUsable = false;
  expect(await pool.invoke('a', 2)).toBe('a on 1: 2');
});
