import { expect, test } from '@jest/globals';
import { createFakeClock } from '#tests/support/fakeClock.ts';
import { FakeMigrationDatabase } from '#tests/support/fakeMigrationDatabase.ts';
import { takeLease } from './takeLease.ts';

const start = () => {
  const clock = createFakeClock();
  const database = new FakeMigrationDatabase(clock);
  const take = (owner: string, deadlineMs = 10_000) => takeLease(database, clock, owner, { deadlineMs });
  return { clock, database, take };
};

test('is taken at once when nobody holds it', async () => {
  const { clock, database, take } = start();
  await take('a');
  expect(database.lease?.owner).toBe('a');
  expect(clock.sleeps).toEqual([]);
  expect(database.ran).toEqual([]);
});

test('is waited for, a second at a time, until its owner gives it back', async () => {
  const { clock, database, take } = start();
  const lease = await take('a');
  const sleep = async (ms: number) => {
    await clock.sleep(ms);
    if (clock.sleeps.length === 3) await lease.release();
  };
  await takeLease(database, { ...clock, sleep }, 'b', { deadlineMs: 100_000 });
  expect(database.lease?.owner).toBe('b');
  expect(clock.sleeps).toEqual([1_000, 1_000, 1_000]);
});

test('is taken over once it has expired', async () => {
  const { clock, database, take } = start();
  await take('a');
  await take('b', 100_000);
  expect(database.lease?.owner).toBe('b');
  expect(clock.now()).toBe(61_000);
});

test('is refused when its owner keeps it, before the deadline is over', async () => {
  const { clock, take } = start();
  await take('a');
  await expect(take('b', 5_000)).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: 'Another migration is running.',
  });
  expect(clock.now()).toBe(4_000);
});

test('lasts another minute when it is renewed', async () => {
  const { clock, database, take } = start();
  const lease = await take('a');
  await clock.sleep(30_000);
  await lease.renew();
  expect(database.lease).toEqual({ owner: 'a', expiresMs: 90_000 });
});

test('cannot be renewed nor given back by an owner that lost it', async () => {
  const { database, take } = start();
  const lease = await take('a');
  database.lease = { owner: 'b', expiresMs: 60_000 };
  await expect(lease.renew()).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: 'Another migration has taken over.',
  });
  await lease.release();
  expect(database.lease).toEqual({ owner: 'b', expiresMs: 60_000 });
});
