// S3 as the importer, the exporter and their commands use it, through the SDK's client.
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import { newName, useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();
let s3: S3Client;
let sqs: SQSClient;
beforeAll(() => {
  s3 = new S3Client({});
  sqs = new SQSClient({});
});

const partBytes = 5 * 1024 * 1024;

const createBucket = async (): Promise<string> => {
  const Bucket = newName('bucket');
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};

const put = (Bucket: string, Key: string, Body: string | Buffer = 'a,b\n', more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

const read = async (Bucket: string, Key: string, more: object = {}): Promise<string> =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString()) ?? '';

const startUpload = async (Bucket: string, Key: string, more: object = {}) => {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId };
};

/** Uploads the parts and completes the upload. */
const upload = async (Bucket: string, Key: string, bodies: readonly Buffer[], more: object = {}) => {
  const started = await startUpload(Bucket, Key, more);
  const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await s3.send(new UploadPartCommand({ ...started, PartNumber, Body }));
    Parts.push({ ETag, PartNumber });
  }
  return s3.send(new CompleteMultipartUploadCommand({ ...started, MultipartUpload: { Parts } }));
};

const listKeys = async (Bucket: string, more: object = {}): Promise<(string | undefined)[][]> => {
  const pages: (string | undefined)[][] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, ...more })) {
    pages.push(Contents.map(({ Key }) => Key));
  }
  return pages;
};

test('an object is read with its type, its metadata and its ETag', async () => {
  const Bucket = await createBucket();
  const Metadata = { 'as-of': '2026-01-31T12:00:00Z' };
  const { ETag } = await put(Bucket, 'incoming/ü a.csv', 'email\n', { ContentType: 'text/csv', Metadata });
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'incoming/ü a.csv' }));
  expect(head).toMatchObject({ ETag, ContentLength: 6, ContentType: 'text/csv', Metadata });
  // The MD5 of the object.
  expect(ETag).toBe('"4f84013a8b5e4c2b7529058c8fafcaa8"');
  expect(await read(Bucket, 'incoming/ü a.csv')).toBe('email\n');
});

describe('a range', () => {
  test('is read on from an offset while the object is the same', async () => {
    const Bucket = await createBucket();
    const { ETag } = await put(Bucket, 'key', '0123456789');
    const command = new GetObjectCommand({ Bucket, Key: 'key', Range: 'bytes=4-', IfMatch: ETag });
    const { ContentRange, Body } = await s3.send(command);
    expect(ContentRange).toBe('bytes 4-9/10');
    expect(await Body?.transformToString()).toBe('456789');
  });

  test('is refused once the object is another', async () => {
    const Bucket = await createBucket();
    const { ETag } = await put(Bucket, 'key', 'before');
    await put(Bucket, 'key', 'after');
    await expect(read(Bucket, 'key', { Range: 'bytes=1-', IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
  });

  test('is refused beyond the end', async () => {
    const Bucket = await createBucket();
    await put(Bucket, 'key', 'short');
    await expect(read(Bucket, 'key', { Range: 'bytes=5-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });
});

test.each([
  ['NoSuchKey', GetObjectCommand],
  ['NotFound', HeadObjectCommand],
])('a missing object is %s', async (name, Command) => {
  const input = { Bucket: await createBucket(), Key: 'missing' };
  const command = new Command(input) as GetObjectCommand;
  await expect(s3.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 404 } });
});

describe('an upload in parts', () => {
  test('becomes one object, whose ETag counts the parts', async () => {
    const Bucket = await createBucket();
    const bodies = [Buffer.alloc(partBytes, 'a'), Buffer.from('end')];
    const Metadata = { 'as-of': '2026-01-31T12:00:00Z' };
    const { ETag } = await upload(Bucket, 'large', bodies, { Metadata });
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'large' }));
    expect(head).toMatchObject({ ETag, ContentLength: partBytes + 3, Metadata });
    expect(await read(Bucket, 'large', { Range: `bytes=${partBytes}-` })).toBe('end');
  });

  test('leaves nothing when it is aborted', async () => {
    const Bucket = await createBucket();
    const started = await startUpload(Bucket, 'large');
    await s3.send(new UploadPartCommand({ ...started, PartNumber: 1, Body: 'a' }));
    await s3.send(new AbortMultipartUploadCommand(started));
    await expect(
      s3.send(new UploadPartCommand({ ...started, PartNumber: 2, Body: 'a' })),
    ).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(await listKeys(Bucket)).toEqual([[]]);
  });
});

test('objects below a prefix are listed in pages, in the order of their keys', async () => {
  const Bucket = await createBucket();
  for (const key of ['rejects/2', 'rejects/1', 'rejects/3', 'results/1']) await put(Bucket, key);
  expect(await listKeys(Bucket, { Prefix: 'rejects/', MaxKeys: 2 })).toEqual([
    ['rejects/1', 'rejects/2'],
    ['rejects/3'],
  ]);
});

test('a copy is an object of its own', async () => {
  const Bucket = await createBucket();
  await put(Bucket, 'from', 'copied');
  await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
  expect(await listKeys(Bucket)).toEqual([['to']]);
  expect(await read(Bucket, 'to')).toBe('copied');
});

/** A request with the bucket in its host name, as the SDK's client sends it to an address that has a name. */
const getByHost = async (bucket: string, key: string, headers: object = {}) => {
  const { port } = new URL(cloud().url);
  const host = `${bucket}.localhost:${port}`;
  const sent = request({ host: '127.0.0.1', port, path: `/${key}`, headers: { host, ...headers } }).end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, body: await text(response) };
};

test('a bucket is found by its host name, and by no other', async () => {
  const bucket = await createBucket();
  await put(bucket, 'key', 'found');
  expect(await getByHost(bucket, 'key')).toEqual({ status: 200, body: 'found' });
  expect(await getByHost('missing', 'key')).toMatchObject({ status: 403 });
});

test('a page of another origin reads nothing', async () => {
  const bucket = await createBucket();
  await put(bucket, 'key');
  const headers = { origin: 'http://evil.example' };
  expect(await getByHost(bucket, 'key', headers)).toMatchObject({ status: 403 });
});

describe('notifications', () => {
  /** A bucket that tells a queue of new objects below `incoming/`. */
  const createNotifyingBucket = async ({ SkipDestinationValidation = false } = {}) => {
    const Bucket = await createBucket();
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: newName('queue') }));
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes: { QueueArn } = {} } = await sqs.send(asked);
    const Rules = { FilterRules: [{ Name: 'prefix' as const, Value: 'incoming/' }] };
    const notified = {
      Id: 'incoming',
      Events: ['s3:ObjectCreated:*' as const],
      QueueArn,
      Filter: { Key: Rules },
    };
    const configure = new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { QueueConfigurations: [notified] },
      SkipDestinationValidation,
    });
    await s3.send(configure);
    const receive = async () => {
      const command = new ReceiveMessageCommand({ QueueUrl });
      const [message] = (await sqs.send(command)).Messages ?? [];
      if (!message) return undefined;
      const { ReceiptHandle, Body = '' } = message;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return JSON.parse(Body);
    };
    const test = await receive();
    return { bucket: Bucket, receive, test, configure: () => s3.send(configure) };
  };

  test('begin with a test message, once', async () => {
    const { bucket, test, configure, receive } = await createNotifyingBucket();
    expect(test).toMatchObject({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: bucket });
    await configure();
    expect(await receive()).toBeUndefined();
  });

  test('begin without one where the destination is not to be validated', async () => {
    const { test } = await createNotifyingBucket({ SkipDestinationValidation: true });
    expect(test).toBeUndefined();
  });

  test('tell of an object as S3 does, its key as a form encodes it', async () => {
    const { bucket, receive } = await createNotifyingBucket();
    const { ETag } = await put(bucket, 'incoming/ü & a+b (1).csv', 'email\n');
    expect(await receive()).toEqual({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: 'eu-central-1',
          eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          eventName: 'ObjectCreated:Put',
          userIdentity: { principalId: expect.any(String) },
          requestParameters: { sourceIPAddress: '127.0.0.1' },
          responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: 'incoming',
            bucket: { name: bucket, ownerIdentity: expect.any(Object), arn: `arn:aws:s3:::${bucket}` },
            object: {
              key: 'incoming/%C3%BC+%26+a%2Bb+%281%29.csv',
              size: 6,
              eTag: ETag?.replaceAll('"', ''),
              sequencer: expect.stringMatching(/^[0-9A-F]+$/),
            },
          },
        },
      ],
    });
  });

  const presign = async (bucket: string, key: string): Promise<string> => {
    const client = new AwsClient({ accessKeyId: 'local', secretAccessKey: 'local', service: 's3' });
    const url = `${cloud().url}/${bucket}/${key}`;
    return (await client.sign(url, { method: 'PUT', aws: { signQuery: true } })).url;
  };

  const ways: [string, (bucket: string) => Promise<unknown>][] = [
    ['Put', async (bucket) => fetch(await presign(bucket, 'incoming/a'), { method: 'PUT', body: 'a' })],
    ['CompleteMultipartUpload', (bucket) => upload(bucket, 'incoming/a', [Buffer.from('a')])],
    [
      'Copy',
      async (Bucket) => {
        await put(Bucket, 'other');
        await s3.send(new CopyObjectCommand({ Bucket, Key: 'incoming/a', CopySource: `${Bucket}/other` }));
      },
    ],
  ];

  test.each(ways)('tell of ObjectCreated:%s', async (name, create) => {
    const { bucket, receive } = await createNotifyingBucket();
    await create(bucket);
    const { Records } = await receive();
    expect(Records).toMatchObject([
      { eventName: `ObjectCreated:${name}`, s3: { object: { key: 'incoming/a' } } },
    ]);
  });

  test('tell of no object outside the prefix, and of no part', async () => {
    const { bucket, receive } = await createNotifyingBucket();
    await put(bucket, 'results/a');
    const started = await startUpload(bucket, 'incoming/a');
    await s3.send(new UploadPartCommand({ ...started, PartNumber: 1, Body: 'a' }));
    expect(await receive()).toBeUndefined();
  });
});

test.each([1, 1_000, 1_001])(
  'lists %i unfinished uploads page by page, and none that has ended',
  async (count) => {
    const Bucket = await createBucket();
    const keys = Array.from(
      { length: count },
      (_, index) => `exports/${String(index).padStart(5, '0')}&.csv`,
    );
    for (const Key of keys) await startUpload(Bucket, Key);
    await s3.send(new AbortMultipartUploadCommand(await startUpload(Bucket, 'exports/aborted')));
    await upload(Bucket, 'exports/completed', [Buffer.from('a')]);
    await startUpload(Bucket, 'incoming/other');
    const listed: (string | undefined)[] = [];
    let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
    let pages = 0;
    while (marker) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix: 'exports/', ...marker });
      const page: ListMultipartUploadsCommandOutput = await s3.send(command);
      listed.push(...(page.Uploads ?? []).map(({ Key }) => Key));
      pages += 1;
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
    }
    expect(listed).toEqual(keys);
    expect(pages).toBe(Math.ceil(count / 1_000));
  },
);
