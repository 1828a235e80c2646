// The jobs of imports: in memory, and over the Data API on a real database.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createImportJobs, type ImportJobs, noProgress } from '#layers/people/importJobs.ts';
import { createInMemoryImportJobs } from '#tests/support/inMemoryImportJobs.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(async () => {
  await cloud.stop();
});

const newHash = () => randomBytes(16).toString('hex');
const later = {
  offsetBytes: 10 * 2 ** 30,
  lines: 50_000_000,
  applied: 49_999_900,
  unchanged: 98,
  rejected: 1,
  violations: { 'email must contain an @': 1 },
  onlyPossible: 49_999_900,
};
const known = { asOfMs: Date.UTC(2026, 0, 1), sizeBytes: 20 * 2 ** 30 };

describe.each([
  ['in memory', () => createInMemoryImportJobs()],
  ['in the database', () => createImportJobs(cloud.database)],
])('the jobs %s', (_name, create) => {
  let jobs: ImportJobs;
  beforeAll(() => {
    jobs = create();
  });

  const addJob = async (file = newHash()) => {
    const job = newHash();
    await jobs.add(job, { file, ...known }, soon());
    return job;
  };

  test('know a job once it was added, which happens once', async () => {
    expect(await jobs.find(newHash(), soon())).toBeUndefined();
    const job = await addJob();
    await jobs.add(job, { file: newHash(), asOfMs: 1, sizeBytes: 1 }, soon());
    expect(await jobs.find(job, soon())).toEqual({ state: 'running', ...known, progress: noProgress });
  });

  test('find the running jobs of a file, and no other', async () => {
    const file = newHash();
    const [first, second, ended] = [await addJob(file), await addJob(file), await addJob(file)];
    await addJob();
    await jobs.finish(ended, { state: 'done' }, soon());
    expect((await jobs.findRunning(file, soon())).sort()).toEqual([first, second].sort());
    expect(await jobs.findRunning(newHash(), soon())).toEqual([]);
  });

  test('advance a job from where it is, and from nowhere else', async () => {
    const job = await addJob();
    expect(await jobs.advance(job, 0, later, soon())).toBe(true);
    expect(await jobs.advance(job, 0, { ...later, offsetBytes: 5 }, soon())).toBe(false);
    expect((await jobs.find(job, soon()))?.progress).toEqual(later);
  });

  test('advance a job once when many try', async () => {
    const job = await addJob();
    const tries = Array.from({ length: 8 }, () => jobs.advance(job, 0, later, soon()));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  test('keep the first state in which a job ends, its reason, and what it had done', async () => {
    const job = await addJob();
    await jobs.advance(job, 0, later, soon());
    const reason = 'The header has the column "Straße".';
    await jobs.finish(job, { state: 'failed', reason }, soon());
    await jobs.finish(job, { state: 'done' }, soon());
    expect(await jobs.advance(job, later.offsetBytes, noProgress, soon())).toBe(false);
    expect(await jobs.find(job, soon())).toEqual({ state: 'failed', reason, ...known, progress: later });
  });

  test.each(['superseded', 'interrupted'] as const)('know a job that is %s', async (state) => {
    const job = await addJob();
    await jobs.finish(job, { state }, soon());
    expect(await jobs.find(job, soon())).toMatchObject({ state });
  });
});

test('a reason that is longer than its column is cut off', async () => {
  const jobs = createImportJobs(cloud.database);
  const job = newHash();
  await jobs.add(job, { file: newHash(), ...known }, soon());
  await jobs.finish(job, { state: 'failed', reason: 'ä'.repeat(501) }, soon());
  expect(await jobs.find(job, soon())).toMatchObject({ reason: 'ä'.repeat(500) });
});
