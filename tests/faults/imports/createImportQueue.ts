// A bucket, the queue that it notifies, and the mapping that invokes importUsers.
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { freePort } from 'data-api-emulator';
import { jobId } from '#layers/people/bucketLayout.ts';
import { localRegion } from '#offline-cloud/account.ts';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { startEventCloud } from '#offline-cloud/server/startEventCloud.ts';
import { createEventStack } from '#offline-cloud/stack/createEventStack.ts';
import type { EventStack } from '#offline-cloud/stack/eventStack.ts';
import { unquote } from '#operate/files/fileETag.ts';
import { consumeStack, countMessages, type InvokeFunction } from '../queue/stackQueue.ts';

const name = 'users-dev-import';
const Bucket = 'users-dev-imports';

/** Shorter than a run may be: one that goes on has its message delivered to another. */
const visibilityTimeoutS = 5;

const stack: EventStack = {
  queues: [{ name, visibilityTimeoutS, retentionS: 1_209_600 }],
  buckets: [
    { name: Bucket, notifications: [{ event: 's3:ObjectCreated:*', prefix: 'incoming/', queue: name }] },
  ],
  buses: [],
  rules: [],
  mappings: [
    {
      queue: name,
      functionKey: 'importUsers',
      batchSize: 1,
      windowS: 0,
      maxConcurrency: 2,
      reportsFailures: true,
      postpones: false,
    },
  ],
};

export type ImportQueue = Awaited<ReturnType<typeof createImportQueue>>;

/** Everything is gone when it stops. */
export const createImportQueue = async () => {
  const cloud = await startEventCloud({ port: await freePort(), region: localRegion });
  const clients = createEventClients({ url: cloud.url });
  const { sqs, s3 } = clients;
  const queue = (await createEventStack(stack, clients)).get(name);
  if (!queue) throw new Error('The stack lacks the queue.');

  return {
    env: { BUCKET_NAME: Bucket, IMPORT_QUEUE_URL: queue.url },
    eventsUrl: cloud.url,

    consume: (invoke: InvokeFunction) => consumeStack(stack, cloud.url, invoke),

    /** Returns the job of the object. */
    async put(Key: string, Body: Buffer): Promise<string> {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      const { ETag, LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      return jobId(Key, { etag: unquote(ETag), modifiedMs: Number(LastModified), metadata: {} });
    },

    send: (body: object) =>
      sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: JSON.stringify(body) })),

    countMessages: () => countMessages(sqs, queue.url),

    /** Undefined when there is none. */
    read: (Key: string): Promise<string | undefined> =>
      s3.send(new GetObjectCommand({ Bucket, Key })).then(
        ({ Body }) => Body?.transformToString(),
        () => undefined,
      ),

    async list(Prefix: string): Promise<string[]> {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.map(({ Key = '' }) => Key);
    },

    stop: cloud.stop,
  };
};
