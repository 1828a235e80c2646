// The bucket as a function calls it: every request takes time, fails, and may land late.
import {
  type ObjectStore,
  ObjectStoreError,
  type WriteOptions,
  type Written,
} from '#layers/aws/s3/objectStore.ts';
import type { Network } from '../network.ts';
import type { Caller } from '../networkCall.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Bucket } from './bucket.ts';

export type BucketPortOptions = {
  bucket: Bucket;
  scheduler: Scheduler;
  network: Network;
  random: Random;
  caller: Caller;
  now: () => number;
  /** Whether a stream is uploaded in parts, as a long one is. */
  inParts: boolean;
};

const unavailable = (reason: string) => () => new ObjectStoreError('unavailable', reason);

export const createBucketPort = (options: BucketPortOptions): ObjectStore => {
  const { bucket, scheduler, network, random, caller, now, inParts } = options;

  const request = <Result>(
    name: string,
    { deadlineMs }: { deadlineMs: number },
    run: () => Result,
    isWrite = false,
  ): Promise<Result> =>
    network.call({
      caller,
      name: `bucket ${name}`,
      run,
      isWrite,
      isRetried: true,
      onGivenUp: (giveUp) => scheduler.startTimer(giveUp, deadlineMs - now()),
      fault: unavailable('InternalError'),
      givenUp: unavailable('AbortError'),
    });

  const write: ObjectStore['write'] = async (key, body, written, call): Promise<Written> => {
    const put = () => void bucket.put(key, body, written);
    await request(`put ${key}`, call, put, true);
    return { attempts: network.repeats(put) ? 2 : 1 };
  };

  const collect = async (blocks: AsyncIterable<Buffer>): Promise<Buffer> => {
    const read: Buffer[] = [];
    for await (const block of blocks) read.push(block);
    return Buffer.concat(read);
  };

  const uploadParts = async (
    key: string,
    blocks: AsyncIterable<Buffer>,
    given: WriteOptions,
    call: { deadlineMs: number },
  ) => {
    const id = await request(`begin ${key}`, call, () => bucket.beginUpload(key, given));
    try {
      for await (const block of blocks) await request('part', call, () => bucket.addPart(id, block));
      await request(`complete ${key}`, call, () => bucket.completeUpload(id), true);
    } catch (error) {
      await request('abort', call, () => bucket.uploads.delete(id)).catch(() => {});
      throw error;
    }
    return { attempts: 1 };
  };

  return {
    write,
    async writeStream(key, blocks, given, call) {
      try {
        if (inParts) return await uploadParts(key, blocks, given, call);
        return await write(key, await collect(blocks), given, call);
      } catch (error) {
        if (error instanceof ObjectStoreError) throw error;
        throw new ObjectStoreError('unavailable', 'Error', { cause: error });
      }
    },
    describe: (key, call) =>
      request(`head ${key}`, call, () => {
        const { body, etag, modifiedMs, metadata } = bucket.get(key);
        return { etag, sizeBytes: body.length, modifiedMs, metadata };
      }),
    readRange: (version, { from, to }, call) =>
      request(`range ${version.key}`, call, () => bucket.getVersion(version).body.subarray(from, to)),
    async read(key, call) {
      const { body } = await request(`get ${key}`, call, () => bucket.get(key));
      const cut = random.between(0, body.length);
      return (async function* () {
        yield new Uint8Array(body.subarray(0, cut));
        yield new Uint8Array(body.subarray(cut));
      })();
    },
    list: (prefix, call, after) => request(`list ${prefix}`, call, () => bucket.list(prefix, after)),
    delete: (key, call) => request(`delete ${key}`, call, () => bucket.delete(key), true),
    listUploads: (prefix, call) => request('uploads', call, () => bucket.listUploads(prefix)),
    abortUpload: ({ uploadId }, call) =>
      request('abort', call, () => void bucket.uploads.delete(uploadId), true),
  };
};
