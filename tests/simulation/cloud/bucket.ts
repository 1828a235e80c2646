// The model of an S3 bucket: objects, uploads in parts, and events of new objects.
import { createHash } from 'node:crypto';
import {
  ObjectStoreError,
  type ObjectVersion,
  type UnfinishedUpload,
  type WriteOptions,
} from '#layers/aws/s3/objectStore.ts';

export type StoredObject = {
  body: Buffer;
  etag: string;
  modifiedMs: number;
  metadata: Readonly<Record<string, string>>;
};

export type BucketOptions = {
  now: () => number;
  /** Keys per page of a listing; S3 may return fewer than 1,000. */
  pageKeys: number;
  /** Is told of every object that appears. */
  onWritten(key: string, object: StoredObject): void;
};

/** What S3 itself does, at once. */
export class Bucket {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, { key: string; parts: Buffer[]; options: WriteOptions }>();
  readonly #options: BucketOptions;
  #uploadIds = 0;

  constructor(options: BucketOptions) {
    this.#options = options;
  }

  get(key: string): StoredObject {
    const object = this.objects.get(key);
    if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
    return object;
  }

  getVersion({ key, etag }: ObjectVersion): StoredObject {
    const object = this.get(key);
    if (object.etag !== etag) throw new ObjectStoreError('changed', 'PreconditionFailed');
    return object;
  }

  put(key: string, content: string | Buffer, { metadata = {} }: WriteOptions): StoredObject {
    const body = Buffer.from(content);
    const etag = createHash('md5').update(body).digest('hex');
    const object = { body, etag, modifiedMs: Math.floor(this.#options.now() / 1_000) * 1_000, metadata };
    this.objects.set(key, object);
    this.#options.onWritten(key, object);
    return object;
  }

  delete(key: string): void {
    this.objects.delete(key);
  }

  list(prefix: string, after = ''): string[] {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after);
    return keys.sort().slice(0, this.#options.pageKeys);
  }

  beginUpload(key: string, options: WriteOptions): string {
    const id = String(this.#uploadIds++);
    this.uploads.set(id, { key, parts: [], options });
    return id;
  }

  addPart(id: string, part: Buffer): void {
    this.#uploadOf(id).parts.push(part);
  }

  completeUpload(id: string): void {
    const { key, parts, options } = this.#uploadOf(id);
    this.uploads.delete(id);
    this.put(key, Buffer.concat(parts), options);
  }

  listUploads(prefix: string): UnfinishedUpload[] {
    const found = [...this.uploads].filter(([, { key }]) => key.startsWith(prefix));
    return found.map(([uploadId, { key }]) => ({ key, uploadId }));
  }

  #uploadOf(id: string) {
    const upload = this.uploads.get(id);
    if (!upload) throw new ObjectStoreError('missing', 'NoSuchUpload');
    return upload;
  }
}
