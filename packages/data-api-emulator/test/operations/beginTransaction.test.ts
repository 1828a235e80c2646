// BeginTransaction, and how long a transaction lives.
import { describe, expect } from '@jest/globals';
import { manualClock } from '../support/manualClock.ts';
import { notFound } from '../support/notFound.ts';
import { documented, emulated } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';

const minuteMs = 60_000;

describe('a whole day', () => {
  const clock = manualClock();
  const { execute, begin } = useTarget({ clock }).http;

  emulated('API_BeginTransaction', '24 hours end it however busy it was', async () => {
    const transactionId = await begin();
    for (let minute = 2; minute < 24 * 60; minute += 2) {
      clock.advance(2 * minuteMs);
      await execute('SELECT 1', { transactionId });
    }
    clock.advance(2 * minuteMs);
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject(notFound('expired'));
  });
});

const clock = manualClock();
const api = useTarget({ clock });

api.onEveryStack(({ execute, begin, commit, rollback, table }) => {
  const count = async (name: string) =>
    (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

  documented('API_BeginTransaction', 'transactions do not see each other', async () => {
    const name = await table('v INT');
    const [one, two] = await Promise.all([begin(), begin()]);
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId: one });
    const seen = await execute(`SELECT v FROM ${name}`, { transactionId: two });
    expect(seen.records).toEqual([]);
    await Promise.all([rollback(one), rollback(two)]);
  });

  emulated('API_BeginTransaction', 'three idle minutes roll it back', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    clock.advance(3 * minuteMs - 1);
    await execute('SELECT 1', { transactionId });
    clock.advance(3 * minuteMs);
    await expect(commit(transactionId)).rejects.toMatchObject(notFound('expired'));
    expect(await count(name)).toBe(0);
  });
});
