// A bucket of Amazon S3 behind the port of objects.
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { roleCredentials } from '#layers/aws/roleCredentials.ts';
import { errorName } from '#layers/base/logger.ts';
import {
  type ObjectStore,
  ObjectStoreError,
  type ObjectVersion,
  type UnfinishedUpload,
  type WriteOptions,
} from './objectStore.ts';

export type S3ObjectStoreOptions = {
  bucket: string;
  region: string;
  /** The address of S3; absent for AWS's own in the region. */
  endpoint?: string | undefined;
  now: () => number;
};

/** 10,000 parts at most make an object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const partBytes = 8 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const kindByStatus = { 404: 'missing', 412: 'changed' } as const;

const attemptsOf = (answer: unknown): number => Object(answer).$metadata?.attempts ?? 1;

const toObjectStoreError = (error: unknown): ObjectStoreError => {
  if (error instanceof ObjectStoreError) return error;
  const status: unknown = Object(error).$metadata?.httpStatusCode;
  const kind = kindByStatus[status as keyof typeof kindByStatus] ?? 'unavailable';
  return new ObjectStoreError(kind, errorName(error), { cause: error });
};

/** An answer to a later attempt may be about what the first one did: of an upload that it completed, S3 says NoSuchUpload. */
const throwWriteError = (error: unknown): never => {
  if (attemptsOf(error) > 1) throw new ObjectStoreError('unavailable', errorName(error), { cause: error });
  throw error;
};

async function* withStoreErrors(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw toObjectStoreError(error);
  }
}

const quoted = ({ etag }: ObjectVersion): string => `"${etag}"`;
const headersOf = ({ contentType, metadata = {} }: WriteOptions) => ({
  ContentType: contentType,
  Metadata: { ...metadata },
});

export const createS3ObjectStore = ({ bucket, region, endpoint, now }: S3ObjectStoreOptions): ObjectStore => {
  const client = new S3Client({
    region,
    credentials: roleCredentials,
    // A server under one address has no names of buckets in it.
    ...(endpoint && { endpoint, forcePathStyle: true }),
  });
  const Bucket = bucket;

  const send = async <Result>(
    work: (abortSignal: AbortSignal) => Promise<Result>,
    { deadlineMs }: CallContext,
  ): Promise<Result> => {
    const controller = new AbortController();
    // Not AbortSignal.timeout: its timer outlives the call and keeps alive what the call holds.
    const timer = setTimeout(() => controller.abort(), Math.max(deadlineMs - now(), 0));
    try {
      return await work(controller.signal);
    } catch (error) {
      throw toObjectStoreError(error);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    describe: (key, call) =>
      send(async (abortSignal) => {
        const command = new HeadObjectCommand({ Bucket, Key: key });
        const object = await client.send(command, { abortSignal });
        const { ETag = '', ContentLength = 0, LastModified, Metadata = {} } = object;
        return {
          etag: ETag.replaceAll('"', ''),
          sizeBytes: ContentLength,
          modifiedMs: LastModified?.getTime() ?? 0,
          metadata: Metadata,
        };
      }, call),

    readRange: (version, { from, to }, call) =>
      send(async (abortSignal) => {
        const condition = { IfMatch: quoted(version), Range: `bytes=${from}-${to - 1}` };
        const command = new GetObjectCommand({ Bucket, Key: version.key, ...condition });
        const { Body } = await client.send(command, { abortSignal });
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      }, call),

    write: (key, body, options, call) =>
      send(async (abortSignal) => {
        const command = new PutObjectCommand({
          Bucket,
          Key: key,
          Body: Buffer.from(body),
          ...headersOf(options),
        });
        const answer = await client.send(command, { abortSignal }).catch(throwWriteError);
        return { attempts: attemptsOf(answer) };
      }, call),

    writeStream: (key, blocks, options, call) =>
      send(async (abortSignal) => {
        const Body = Readable.from(blocks, { objectMode: false });
        const params = { Bucket, Key: key, Body, ...headersOf(options) };
        const upload = new Upload({ client, params, partSize: partBytes, queueSize: 1 });
        abortSignal.addEventListener('abort', () => void upload.abort());
        // Attempts of PutObject or CompleteMultipartUpload: a part that lands after these changes nothing.
        return { attempts: attemptsOf(await upload.done().catch(throwWriteError)) };
      }, call),

    read: (key, call) =>
      send(async (abortSignal) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }), { abortSignal });
        return withStoreErrors((Body ?? []) as AsyncIterable<Uint8Array>);
      }, call),

    list: (prefix, call, after) =>
      send(async (abortSignal) => {
        const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, StartAfter: after });
        const { Contents = [] } = await client.send(command, { abortSignal });
        return Contents.map(({ Key = '' }) => Key);
      }, call),

    delete: (key, call) =>
      send(async (abortSignal) => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key }), { abortSignal });
      }, call),

    listUploads: (prefix, call) =>
      send(async (abortSignal) => {
        const uploads: UnfinishedUpload[] = [];
        let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
        while (marker) {
          const command = new ListMultipartUploadsCommand({ Bucket, Prefix: prefix, ...marker });
          const page: ListMultipartUploadsCommandOutput = await client.send(command, { abortSignal });
          const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
          uploads.push(...Uploads.map(({ Key = '', UploadId = '' }) => ({ key: Key, uploadId: UploadId })));
          marker = IsTruncated ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker } : undefined;
        }
        return uploads;
      }, call),

    abortUpload: ({ key, uploadId }, call) =>
      send(async (abortSignal) => {
        const command = new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId });
        await client.send(command, { abortSignal });
      }, call).catch((error: ObjectStoreError) => {
        if (error.kind !== 'missing') throw error;
      }),
  };
};
