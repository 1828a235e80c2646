// The port of objects: the bucket in memory, and S3's client before the local event cloud.
import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore, UnfinishedUpload } from '#layers/aws/s3/objectStore.ts';
import { createS3ObjectStore } from '#layers/aws/s3/s3ObjectStore.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { listen } from '#tests/support/listen.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { newName, useEventCloud } from './events/eventCloudOf.ts';

type Subject = { store: ObjectStore; etagOf(key: string): Promise<string> };

const cloud = useEventCloud();
const startS3 = async (): Promise<Subject> => {
  const { url: endpoint } = cloud();
  const bucket = newName('bucket');
  const client = new S3Client({ endpoint, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    store: createS3ObjectStore({ bucket, region: 'eu-central-1', endpoint, now: Date.now }),
    etagOf: async (key) => {
      const { ETag = '' } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      expect((await client.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBeGreaterThan(0);
      return ETag.replaceAll('"', '');
    },
  };
};
const startInMemory = async (): Promise<Subject> => {
  const store = createInMemoryObjectStore();
  return { store, etagOf: async (key) => store.objects.get(key)?.etag ?? '' };
};

const csv = { contentType: 'text/csv' };

describe.each([
  ['in memory', startInMemory],
  ['of S3', startS3],
])('the bucket %s', (_name, start) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await start();
  });

  test('describes and returns parts of what was written', async () => {
    const { store, etagOf } = subject;
    const options = { ...csv, metadata: { 'as-of': '2026-01-01' } };
    expect(await store.write('a', 'héllo', options, soon())).toEqual({ attempts: 1 });
    const version = { key: 'a', etag: await etagOf('a') };
    expect(await store.describe('a', soon())).toEqual({
      etag: version.etag,
      sizeBytes: 6,
      modifiedMs: expect.any(Number),
      metadata: { 'as-of': '2026-01-01' },
    });
    const { modifiedMs } = await store.describe('a', soon());
    expect(modifiedMs).toBeGreaterThan(Date.UTC(2026, 0));
    expect(modifiedMs % 1_000).toBe(0);
    expect((await store.readRange(version, { from: 1, to: 3 }, soon())).toString()).toBe('é');
    expect((await store.readRange(version, { from: 3, to: 99 }, soon())).toString()).toBe('llo');
  });

  test('refuses a version that was replaced, or never was', async () => {
    const { store, etagOf } = subject;
    await store.write('b', 'before', csv, soon());
    const version = { key: 'b', etag: await etagOf('b') };
    await store.write('b', 'after', csv, soon());
    const range = { from: 0, to: 1 };
    expect(await store.describe('b', soon())).not.toMatchObject({ etag: version.etag });
    await expect(store.readRange(version, range, soon())).rejects.toMatchObject({ kind: 'changed' });
    const missing = { ...version, key: 'missing' };
    await expect(store.describe('missing', soon())).rejects.toMatchObject({ kind: 'missing' });
    await expect(store.readRange(missing, range, soon())).rejects.toMatchObject({ kind: 'missing' });
  });

  test('takes a stream of any length, and lists what has a prefix', async () => {
    const { store } = subject;
    const block = Buffer.alloc(1024 * 1024, 'x');
    const blocks = async function* () {
      for (let count = 0; count < 10; count += 1) yield block;
    };
    expect(await store.writeStream('c/2', blocks(), csv, soon())).toEqual({ attempts: 1 });
    await store.write('c/1', '', csv, soon());
    expect((await store.describe('c/2', soon())).sizeBytes).toBe(10 * block.length);
    expect(await store.list('c/', soon())).toEqual(['c/1', 'c/2']);
  });

  test('returns an object as it is now, and lists what follows a key', async () => {
    const { store } = subject;
    for (const key of ['e/1', 'e/2', 'e/3']) await store.write(key, `of ${key}`, csv, soon());
    expect(await text(await store.read('e/2', soon()))).toBe('of e/2');
    expect(await store.list('e/', soon(), 'e/1')).toEqual(['e/2', 'e/3']);
    expect(await store.list('e/', soon(), 'e/3')).toEqual([]);
  });

  test('deletes an object, and nothing where there is none', async () => {
    const { store } = subject;
    await store.write('f', 'gone soon', csv, soon());
    await store.delete('f', soon());
    await store.delete('f', soon());
    await expect(store.read('f', soon())).rejects.toMatchObject({ kind: 'missing' });
  });

  test('lists an upload that is under way, and has no object of one that was aborted', async () => {
    const { store } = subject;
    const before: UnfinishedUpload[][] = [];
    const blocks = async function* () {
      yield Buffer.alloc(9 * 1024 * 1024);
      while (before.at(-1)?.length !== 1) before.push(await store.listUploads('g/', soon()));
      for (const upload of before.at(-1) ?? []) await store.abortUpload(upload, soon());
      yield Buffer.alloc(9 * 1024 * 1024);
    };
    const written = store.writeStream('g/1', blocks(), csv, soon());
    await expect(written).rejects.toMatchObject({ name: 'ObjectStoreError', kind: 'missing' });
    expect(before.at(-1)).toMatchObject([{ key: 'g/1' }]);
    expect(await store.list('g/', soon())).toEqual([]);
    expect(await store.listUploads('g/', soon())).toEqual([]);
    for (const upload of before.at(-1) ?? []) await store.abortUpload(upload, soon());
  });

  test('has no object of a stream that failed', async () => {
    const { store } = subject;
    const blocks = async function* () {
      yield Buffer.alloc(9 * 1024 * 1024);
      throw new TypeError('no more');
    };
    await expect(store.writeStream('d', blocks(), csv, soon())).rejects.toMatchObject({
      name: 'ObjectStoreError',
    });
    expect(await store.list('d', soon())).toEqual([]);
  });
});

test('S3 that does not answer is unavailable', async () => {
  const store = createS3ObjectStore({
    bucket: 'none',
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:9',
    now: Date.now,
  });
  await expect(store.list('', soon())).rejects.toMatchObject({
    kind: 'unavailable',
    cause: expect.any(Error),
  });
  const late = { deadlineMs: Date.now() };
  await expect(store.write('a', '', csv, late)).rejects.toMatchObject({ kind: 'unavailable' });
});

describe('S3', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const storeBefore = async (answer: RequestListener): Promise<ObjectStore> => {
    server = createServer(answer);
    const endpoint = `http://127.0.0.1:${await listen(server)}`;
    return createS3ObjectStore({ bucket: 'bucket', region: 'eu-central-1', endpoint, now: Date.now });
  };

  const version = { key: 'a', etag: 'a' };
  const blocks = async function* () {
    yield Buffer.from('a');
  };
  const calls: Record<string, (store: ObjectStore, call: CallContext) => Promise<unknown>> = {
    describe: (store, call) => store.describe('a', call),
    readRange: (store, call) => store.readRange(version, { from: 0, to: 1 }, call),
    write: (store, call) => store.write('a', 'a', csv, call),
    writeStream: (store, call) => store.writeStream('a', blocks(), csv, call),
    read: (store, call) => store.read('a', call),
    list: (store, call) => store.list('', call),
    delete: (store, call) => store.delete('a', call),
    listUploads: (store, call) => store.listUploads('', call),
    abortUpload: (store, call) => store.abortUpload({ key: 'a', uploadId: '1' }, call),
  };

  test.each(Object.keys(calls))('that hangs is unavailable at the deadline of %s', async (name) => {
    const store = await storeBefore(() => {});
    const ended = calls[name]?.(store, { deadlineMs: Date.now() + 100 });
    await expect(ended).rejects.toMatchObject({ kind: 'unavailable' });
  });

  const runningTimers = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

  test('that answers leaves no timer behind, which would keep alive what the call held', async () => {
    const store = await storeBefore((_request, response) => response.writeHead(404).end());
    const before = runningTimers();
    for (let calls = 0; calls < 20; calls += 1)
      await store.describe('a', { deadlineMs: Date.now() + 3_600_000 }).catch(() => {});
    // The client has a few for its connections.
    expect(runningTimers() - before).toBeLessThan(10);
  });

  /** Hangs up on the first attempt, and answers later ones with the status. */
  const storeAfterHangUp = (status: number) => {
    let requests = 0;
    return storeBefore((request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else request.resume().on('end', () => response.writeHead(status).end());
    });
  };

  test.each(['write', 'writeStream'])(
    'that answers the second attempt has both counted by %s',
    async (name) => {
      const store = await storeAfterHangUp(200);
      expect(await calls[name]?.(store, soon())).toEqual({ attempts: 2 });
    },
  );

  test.each(['write', 'writeStream'])(
    'that refuses the second attempt leaves open what the first of %s did',
    async (name) => {
      const store = await storeAfterHangUp(404);
      await expect(calls[name]?.(store, soon())).rejects.toMatchObject({ kind: 'unavailable' });
    },
  );

  test('that breaks off within an object is unavailable', async () => {
    const store = await storeBefore((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('123', () => response.destroy());
    });
    const pieces = await store.read('a', soon());
    await expect(text(pieces)).rejects.toMatchObject({ name: 'ObjectStoreError', kind: 'unavailable' });
  });
});
