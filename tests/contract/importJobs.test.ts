// The jobs of imports: in memory, and over the Data API on a real database.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createImportJobs, type ImportJobs } from '#layers/repository/importJobs.ts';
import { createInMemoryImportJobs } from '#tests/support/inMemoryImportJobs.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(async () => {
  await cloud.stop();
});

const newJob = () => randomBytes(16).toString('hex');
const start = { offsetBytes: 0, lines: 0, accepted: 0, rejected: 0 };
const later = { offsetBytes: 10 * 2 ** 30, lines: 50_000_000, accepted: 49_999_998, rejected: 1 };
const asOfMs = Date.UTC(2026, 0, 1);

describe.each([
  ['in memory', () => createInMemoryImportJobs()],
  ['in the database', () => createImportJobs(cloud.database)],
])('the jobs %s', (_name, create) => {
  let jobs: ImportJobs;
  beforeAll(() => {
    jobs = create();
  });

  test('know a job once it was added, which happens once', async () => {
    const job = newJob();
    expect(await jobs.find(job, soon())).toBeUndefined();
    await jobs.add(job, asOfMs, soon());
    await jobs.add(job, asOfMs + 1, soon());
    expect(await jobs.find(job, soon())).toEqual({ state: 'running', asOfMs, progress: start });
  });

  test('advance a job from where it is, and from nowhere else', async () => {
    const job = newJob();
    await jobs.add(job, asOfMs, soon());
    expect(await jobs.advance(job, 0, later, soon())).toBe(true);
    expect(await jobs.advance(job, 0, { ...later, offsetBytes: 5 }, soon())).toBe(false);
    expect((await jobs.find(job, soon()))?.progress).toEqual(later);
  });

  test('advance a job once when many try', async () => {
    const job = newJob();
    await jobs.add(job, asOfMs, soon());
    const tries = Array.from({ length: 8 }, () => jobs.advance(job, 0, later, soon()));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  test('keep the first state in which a job ends, and what it had done', async () => {
    const job = newJob();
    await jobs.add(job, asOfMs, soon());
    await jobs.advance(job, 0, later, soon());
    await jobs.finish(job, 'failed', soon());
    await jobs.finish(job, 'done', soon());
    expect(await jobs.advance(job, later.offsetBytes, start, soon())).toBe(false);
    expect(await jobs.find(job, soon())).toEqual({ state: 'failed', asOfMs, progress: later });
  });
});
