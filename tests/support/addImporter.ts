// A function that S3 tells of new objects: it copies each, with the URL of its queue.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const declaration = `
description: Copies what comes into the bucket
image: { localPort: 8193 }
timeout: 60
queue: { name: copies, batchSize: 1, windowS: 0, maxConcurrency: 2, objects: [copies/] }
environment: { BUCKET_NAME: '\${self:custom.bucket.name}', QUEUE_URL: !Ref CopyObjectQueue }
`;

const handler = `
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const { BUCKET_NAME: Bucket, QUEUE_URL = '' } = process.env;

export const handler = async ({ Records }: { Records: { body: string }[] }) => {
  for (const { body } of Records) {
    for (const record of JSON.parse(body).Records ?? []) {
      const Key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
      const text = (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '';
      await s3.send(new PutObjectCommand({ Bucket, Key: 'copied/' + Key, Body: QUEUE_URL + ' ' + text }));
    }
  }
  return { batchItemFailures: [] };
};
`;

export const addImporter = async (folder: string): Promise<void> => {
  const path = join(folder, 'functions', 'copyObject');
  await mkdir(path);
  await writeFile(join(path, 'function.yml'), declaration);
  await writeFile(join(path, 'handler.ts'), handler);
};
