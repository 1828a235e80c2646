// A bucket in memory, which keeps the contract of the real ones.
import { createHash, randomUUID } from 'node:crypto';
import {
  type ObjectStore,
  ObjectStoreError,
  type ObjectVersion,
  type WriteOptions,
} from '#layers/aws/s3/objectStore.ts';

export type InMemoryObject = {
  body: Buffer;
  etag: string;
  modifiedMs: number;
  contentType: string;
  metadata: Readonly<Record<string, string>>;
};

export type InMemoryObjectStore = ObjectStore & {
  readonly objects: ReadonlyMap<string, InMemoryObject>;
  /** Writes an object and returns its version. */
  put(key: string, body: string | Buffer, metadata?: Record<string, string>): ObjectVersion;
};

export const createInMemoryObjectStore = (now: () => number = Date.now): InMemoryObjectStore => {
  const objects = new Map<string, InMemoryObject>();
  const write = (key: string, body: string | Buffer, options: WriteOptions): ObjectVersion => {
    const content = Buffer.from(body);
    const etag = createHash('md5').update(content).digest('hex');
    // S3 tells whole seconds.
    const modifiedMs = Math.floor(now() / 1_000) * 1_000;
    objects.set(key, { body: content, etag, modifiedMs, metadata: {}, ...options });
    return { key, etag };
  };
  /** Keys of the uploads that are under way, by id. */
  const uploads = new Map<string, string>();
  const find = ({ key, etag }: ObjectVersion): InMemoryObject => {
    const object = objects.get(key);
    if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
    if (object.etag !== etag) throw new ObjectStoreError('changed', 'PreconditionFailed');
    return object;
  };
  return {
    objects,
    put: (key, body, metadata = {}) => write(key, body, { contentType: 'text/csv', metadata }),
    async describe(key) {
      const object = objects.get(key);
      if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
      const { body, etag, modifiedMs, metadata } = object;
      return { etag, sizeBytes: body.length, modifiedMs, metadata };
    },
    async readRange(version, { from, to }) {
      return find(version).body.subarray(from, to);
    },
    async write(key, body, options) {
      write(key, body, options);
      return { attempts: 1 };
    },
    async writeStream(key, blocks, options) {
      const uploadId = randomUUID();
      uploads.set(uploadId, key);
      try {
        const written: Buffer[] = [];
        for await (const block of blocks) {
          if (!uploads.has(uploadId)) throw new ObjectStoreError('missing', 'NoSuchUpload');
          written.push(block);
        }
        if (!uploads.has(uploadId)) throw new ObjectStoreError('missing', 'NoSuchUpload');
        write(key, Buffer.concat(written), options);
        return { attempts: 1 };
      } catch (error) {
        if (error instanceof ObjectStoreError) throw error;
        throw new ObjectStoreError('unavailable', 'Error', { cause: error });
      } finally {
        uploads.delete(uploadId);
      }
    },
    async read(key) {
      const object = objects.get(key);
      if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
      return new Blob([new Uint8Array(object.body)]).stream();
    },
    async delete(key) {
      objects.delete(key);
    },
    listUploads: async (prefix) =>
      [...uploads].flatMap(([uploadId, key]) => (key.startsWith(prefix) ? [{ key, uploadId }] : [])),
    async abortUpload({ uploadId }) {
      uploads.delete(uploadId);
    },
    async list(prefix, _call, after = '') {
      return [...objects.keys()]
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort()
        .slice(0, 1_000);
    },
  };
};
