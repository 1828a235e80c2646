// The port to a bucket of objects.
import type { CallContext } from '#layers/aws/dataApi/database.ts';

/** One version of an object: a key, and the ETag of its content without the quotes. */
export type ObjectVersion = { key: string; etag: string };

export type ObjectDescription = {
  /** Without the quotes. */
  etag: string;
  sizeBytes: number;
  /** When it was written, in milliseconds since the epoch; S3 tells whole seconds. */
  modifiedMs: number;
  /** The object's metadata by lower-case name, without the prefix of the header. */
  metadata: Readonly<Record<string, string>>;
};

/** An upload in parts that was neither completed nor aborted. Its parts are no object, and are kept. */
export type UnfinishedUpload = { key: string; uploadId: string };

/** Bytes from `from` up to and without `to`. */
export type ByteRange = { from: number; to: number };

/** The answer to a write tells of its last attempt; an earlier one, which was not answered, may land later. */
export type Written = { attempts: number };

export type WriteOptions = {
  contentType: string;
  metadata?: Readonly<Record<string, string>>;
};

/**
 * - `missing`: there is no such object
 * - `changed`: the object has other content than that of the ETag
 * - `unavailable`: anything else; another attempt may succeed
 */
export type ObjectStoreErrorKind = 'missing' | 'changed' | 'unavailable';

export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';
  readonly kind: ObjectStoreErrorKind;

  /** `reason` is safe to log: the name of an error, never its text, which may quote a key. */
  constructor(kind: ObjectStoreErrorKind, reason: string, options: { cause?: unknown } = {}) {
    super(reason, options);
    this.kind = kind;
  }
}

/** Every method throws ObjectStoreError, and is done or has failed by the call's deadline. */
export interface ObjectStore {
  /** Describes the object that the key has now. */
  describe(key: string, call: CallContext): Promise<ObjectDescription>;
  /** Returns fewer bytes than asked for only where the object ends. The range must begin before that. */
  readRange(version: ObjectVersion, range: ByteRange, call: CallContext): Promise<Buffer>;
  /** Writes an object, in place of one that has the same key. */
  write(key: string, body: string | Buffer, options: WriteOptions, call: CallContext): Promise<Written>;
  /**
   * Writes an object of any length; it appears when all of it was written, and not at all when `blocks` throws. Throws
   * `missing` when the upload was aborted meanwhile. `attempts` is of the request that made the object.
   */
  writeStream(
    key: string,
    blocks: AsyncIterable<Buffer>,
    options: WriteOptions,
    call: CallContext,
  ): Promise<Written>;
  /** The object as it is now, in pieces; reading them throws ObjectStoreError, too. */
  read(key: string, call: CallContext): Promise<AsyncIterable<Uint8Array>>;
  /** Returns keys that begin with `prefix` and follow `after`, in the order of their bytes, 1,000 at most. */
  list(prefix: string, call: CallContext, after?: string): Promise<string[]>;
  /** Deletes the object if there is one. */
  delete(key: string, call: CallContext): Promise<void>;
  /** Returns the unfinished uploads of all keys that begin with `prefix`. */
  listUploads(prefix: string, call: CallContext): Promise<UnfinishedUpload[]>;
  /** Aborts the upload if it is not finished: its parts are deleted, and it cannot become an object any more. */
  abortUpload(upload: UnfinishedUpload, call: CallContext): Promise<void>;
}
