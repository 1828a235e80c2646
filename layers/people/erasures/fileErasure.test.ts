// What an erasure does about files that others write while it runs.
import { describe, expect, test } from '@jest/globals';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { InterruptionLine } from '#layers/base/logger.ts';
import { fileId, jobId } from '#layers/people/bucketLayout.ts';
import { noProgress } from '#layers/people/importJobs.ts';
import { createInMemoryImportJobs } from '#tests/support/inMemoryImportJobs.ts';
import { createInMemoryLeases } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { ErasureProgress } from './erasureProgress.ts';
import { FileErasure } from './fileErasure.ts';

const homer = 'homer@x.co';
const held = `email,phoneNumber\n${homer},1\n`;
const startMs = Date.UTC(2026, 0, 1);
const call = { deadlineMs: startMs + 900_000 };

type Happening = { afterMs: number; happens: () => unknown };

/** Time passes when the erasure sleeps. */
const createWorld = () => {
  let nowMs = startMs;
  const now = () => nowMs;
  let waiting: Happening[] = [];
  const sleep = async (ms: number) => {
    nowMs += ms;
    const due = waiting.filter(({ afterMs }) => startMs + afterMs <= nowMs);
    waiting = waiting.filter((happening) => !due.includes(happening));
    for (const { happens } of due) await happens();
  };
  const objects = createInMemoryObjectStore(now);
  const leases = createInMemoryLeases(now);
  const jobs = createInMemoryImportJobs();
  const logged: InterruptionLine[] = [];
  const log = (line: InterruptionLine) => void logged.push(line);
  const erase = async (context: CallContext = call) => {
    const progress = new ErasureProgress(objects, ['subject'], new Date(now()).toISOString(), context);
    const erasure = new FileErasure({ objects, leases, jobs, log, now, sleep }, homer, progress, context);
    const pending = await erasure.run();
    return { pending, read: erasure.read, ...progress.found, waitedMs: now() - startMs };
  };
  return {
    objects,
    leases,
    jobs,
    logged,
    erase,
    passMs: (ms: number) => {
      nowMs += ms;
    },
    later: (afterMs: number, happens: Happening['happens']) => {
      waiting.push({ afterMs, happens });
    },
    files: () => [...objects.objects.keys()].filter((key) => !/^(certificates|results)\//.test(key)),
  };
};

describe('an erasure waits for who may still write the person', () => {
  test('and deletes what an export wrote meanwhile, with its manifest', async () => {
    const { objects, leases, erase, later, files } = createWorld();
    await leases.exports.open('export', 900_000, call);
    later(60_000, async () => {
      objects.put('exports/now.csv', held);
      objects.put('exports/now.json', '{}');
      await leases.exports.close('export', call);
    });
    const { pending, deleted, waitedMs } = await erase();
    expect({ pending, deleted, files: files() }).toEqual({
      pending: undefined,
      deleted: ['exports/now.csv'],
      files: [],
    });
    expect(waitedMs).toBe(60_000);
  });

  test('until the lease of one that was killed expires, and deletes what landed until then', async () => {
    const { objects, leases, erase, later, files } = createWorld();
    await leases.importsOf('incoming/gone.csv').open('killed', 300_000, call);
    later(290_000, () => objects.put('rejects/job/0.csv', held));
    const { pending, waitedMs } = await erase();
    expect(pending).toBeUndefined();
    expect(files()).toEqual([]);
    expect(waitedMs).toBeGreaterThanOrEqual(300_000);
  });

  test.each([1, 2, 3])('whatever their number: %i', async (count) => {
    const { objects, leases, erase, later, files } = createWorld();
    for (let index = 0; index < count; index += 1) {
      await leases.exports.open(`export ${index}`, 900_000, call);
      later((index + 1) * 100_000, async () => {
        objects.put(`exports/${index}.csv`, held);
        await leases.exports.close(`export ${index}`, call);
      });
    }
    const { waitedMs, deleted } = await erase();
    expect({ waitedMs, count: deleted.length, files: files() }).toEqual({
      waitedMs: count * 100_000,
      count,
      files: [],
    });
  });

  test('and not for who began after it had listed them', async () => {
    const { leases, erase, later } = createWorld();
    await leases.exports.open('before', 900_000, call);
    later(10_000, async () => {
      await leases.exports.open('after', 900_000, call);
      await leases.exports.close('before', call);
    });
    expect(await erase()).toMatchObject({ pending: undefined, waitedMs: 10_000 });
    expect(await leases.list(call)).toMatchObject([{ id: 'after' }]);
  });
});

describe('an erasure without time', () => {
  test('to wait says how many may still write, and until when', async () => {
    const { leases, erase } = createWorld();
    await leases.exports.open('first', 300_000, call);
    await leases.exports.open('second', 500_000, call);
    const { pending, waitedMs } = await erase({ deadlineMs: startMs + 60_000 });
    expect(pending).toEqual({ writers: 2, until: new Date(startMs + 500_000).toISOString() });
    expect(waitedMs).toBeLessThanOrEqual(50_000);
  });

  test('to read the files says so, and the next one ends it and tells of both', async () => {
    const { objects, erase, files, passMs } = createWorld();
    objects.put('incoming/a.csv', held);
    objects.put('rejects/job/0.csv', held);
    const { read } = objects;
    objects.read = async (...args) => {
      if (args[0].startsWith('incoming/')) passMs(15_000);
      return read(...args);
    };
    const first = await erase({ deadlineMs: startMs + 20_000 });
    expect(first).toMatchObject({ pending: { writers: 0 }, deleted: ['incoming/a.csv'] });
    expect(files()).toEqual(['rejects/job/0.csv']);
    expect(await erase()).toMatchObject({
      pending: undefined,
      deleted: ['incoming/a.csv', 'rejects/job/0.csv'],
    });
    expect(files()).toEqual([]);
  });
});

describe('a file that is being imported', () => {
  test('is deleted when the run has ended', async () => {
    const { objects, leases, erase, later, files } = createWorld();
    objects.put('incoming/a.csv', held);
    objects.put('incoming/b.csv', held);
    const run = leases.importsOf('incoming/a.csv');
    await run.open('run', 300_000, call);
    let during: string[] = [];
    later(20_000, async () => {
      during = files();
      await run.close('run', call);
    });
    await erase();
    expect(during).toEqual(['incoming/a.csv']);
    expect(files()).toEqual([]);
  });

  test('may be read by the next run as well, whose rejects are deleted too', async () => {
    const { objects, leases, erase, later, files } = createWorld();
    objects.put('incoming/a.csv', held);
    const run = leases.importsOf('incoming/a.csv');
    await run.open('first', 300_000, call);
    later(20_000, async () => {
      await run.open('second', 300_000, call);
      await run.close('first', call);
    });
    later(40_000, async () => {
      objects.put('rejects/job/0.csv', held);
      await run.close('second', call);
    });
    const { pending, waitedMs } = await erase();
    expect({ pending, waitedMs, files: files() }).toEqual({
      pending: undefined,
      waitedMs: 40_000,
      files: [],
    });
  });
});

describe('an import whose file is deleted', () => {
  const key = 'incoming/a.csv';
  const day = 24 * 3_600_000;
  /** Puts the file so many milliseconds before the erasure, and returns its job. */
  const putFile = async ({ objects, passMs }: ReturnType<typeof createWorld>, ageMs = 0): Promise<string> => {
    objects.put(key, held);
    const job = jobId(key, await objects.describe(key, call));
    passMs(ageMs);
    return job;
  };
  const begin = ({ jobs }: ReturnType<typeof createWorld>, job: string) =>
    jobs.add(job, { file: fileId(key), asOfMs: 0, sizeBytes: 9 }, call);
  const progress = { ...noProgress, offsetBytes: 5, lines: 3, applied: 2 };

  test('is interrupted where it is, with an error line and a report', async () => {
    const world = createWorld();
    const job = await putFile(world);
    await begin(world, job);
    await world.jobs.advance(job, 0, progress, call);
    expect((await world.erase()).interrupted).toEqual([{ file: key, job, line: 3 }]);
    expect(world.logged).toEqual([{ level: 'error', state: 'interrupted', job, line: 3 }]);
    expect(await world.jobs.find(job, call)).toMatchObject({ state: 'interrupted' });
    const report = JSON.parse(String(world.objects.objects.get(`results/${job}.json`)?.body));
    expect(report).toMatchObject({
      state: 'interrupted',
      lastLine: 3,
      reason: expect.stringMatching(/^An erasure/),
    });
  });

  test('is interrupted before it has begun', async () => {
    const world = createWorld();
    const job = await putFile(world);
    expect((await world.erase()).interrupted).toEqual([{ file: key, job, line: 0 }]);
  });

  test.each(['done', 'failed', 'superseded'] as const)('stays %s', async (state) => {
    const world = createWorld();
    const job = await putFile(world);
    await begin(world, job);
    await world.jobs.finish(job, { state }, call);
    expect((await world.erase()).interrupted).toEqual([]);
    expect(world.logged).toEqual([]);
    expect(await world.jobs.find(job, call)).toMatchObject({ state });
    expect(world.files()).toEqual([]);
  });

  test.each([
    [28 * day - 1, 1],
    [28 * day, 0],
  ])('of %i ms ago counts %i times, as nothing begins so late', async (ageMs, count) => {
    const world = createWorld();
    await putFile(world, ageMs);
    expect((await world.erase({ deadlineMs: Number.POSITIVE_INFINITY })).interrupted).toHaveLength(count);
  });

  test('is told of by the next erasure when one was killed before the file was deleted', async () => {
    const world = createWorld();
    const job = await putFile(world);
    const deleteObject = world.objects.delete;
    world.objects.delete = () => Promise.reject(new Error('killed'));
    await expect(world.erase()).rejects.toThrow('killed');
    world.objects.delete = deleteObject;
    expect((await world.erase()).interrupted).toEqual([{ file: key, job, line: 0 }]);
    expect(world.files()).toEqual([]);
  });

  test('goes on to the end of its run first', async () => {
    const world = createWorld();
    const job = await putFile(world);
    await begin(world, job);
    const run = world.leases.importsOf(key);
    await run.open('run', 300_000, call);
    world.later(30_000, async () => {
      await world.jobs.finish(job, { state: 'done' }, call);
      await run.close('run', call);
    });
    expect((await world.erase()).interrupted).toEqual([]);
    expect(world.files()).toEqual([]);
  });
});

describe('an upload of an export that is under way', () => {
  const neverEnding = async function* () {
    yield Buffer.from(held);
    await new Promise(() => {});
  };
  const upload = (world: ReturnType<typeof createWorld>, time: string) =>
    void world.objects.writeStream(`exports/${time}.csv`, neverEnding(), { contentType: 'text/csv' }, call);

  test('is aborted, since its parts may hold the person', async () => {
    const world = createWorld();
    upload(world, '2025-12-31T23:59:00.000Z');
    expect(await world.erase()).toMatchObject({ aborted: ['exports/2025-12-31T23:59:00.000Z.csv'] });
    expect(await world.objects.listUploads('exports/', call)).toEqual([]);
  });

  test('goes on when the export began after the erasure had listed the writers', async () => {
    const world = createWorld();
    await world.leases.exports.open('killed', 10_000, call);
    world.later(5_000, () => {
      upload(world, '2025-12-31T23:59:59.000Z');
      upload(world, '2026-01-01T00:00:05.000Z');
    });
    expect(await world.erase()).toMatchObject({ aborted: ['exports/2025-12-31T23:59:59.000Z.csv'] });
    expect(await world.objects.listUploads('exports/', call)).toMatchObject([
      { key: 'exports/2026-01-01T00:00:05.000Z.csv' },
    ]);
  });
});

test.each([999, 1_000, 1_001, 2_001])('deletes all of %i files below each prefix', async (count) => {
  const { objects, erase, files } = createWorld();
  for (const prefix of ['incoming/', 'dry-run/', 'rejects/', 'exports/'])
    for (let index = 0; index < count; index += 1) objects.put(`${prefix}${index}.csv`, held);
  const { read, deleted } = await erase();
  expect({ read, deleted: deleted.length, files: files() }).toEqual({
    read: 4 * count,
    deleted: 4 * count,
    files: [],
  });
});
