// A directory, a bucket and importUsers in a process of its own, on a server that other ways share.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { freePort, isFree } from 'data-api-emulator';
import { createConnection } from 'mysql2/promise';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { startEmulatorProcess } from '#bench/harness/startEmulatorProcess.ts';
import { startProcess } from '#bench/harness/startProcess.ts';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { systemClock } from '#layers/base/clock.ts';
import { functionEnvironment, resourceArn, secretArn, secretArns } from '#local/environment.ts';
import { localRegion } from '#local/events/account.ts';
import { createEventClients } from '#local/events/clients.ts';
import { startEventCloud } from '#local/events/startEventCloud.ts';
import { startSecrets } from '#local/secrets/startSecrets.ts';
import { uploadFile } from '#operate/files/uploadFile.ts';
import { directorySecret, emptyDirectory, migrateDirectory } from '#tests/support/testDirectory.ts';
import { root } from '#tools/paths.ts';

export type ImportBench = Awaited<ReturnType<typeof createImportBench>>;

const bucket = 'users-dev-imports';
const database = 'imports';
/** Lambda's own for a function of 512 MB: 90 and 5 % of its memory. */
const heapFlags = ['--max-old-space-size=460', '--max-semi-space-size=25'];
/** The function's. */
const timeoutMs = 300_000;

export const createImportBench = async (serverUrl: string) => {
  const connection = await createConnection({ uri: serverUrl });
  await connection.query(`DROP DATABASE IF EXISTS ${database}`);
  await connection.query(`CREATE DATABASE ${database}`);
  await connection.changeUser({ database });
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;
  const emulator = await startEmulatorProcess(databaseUrl);
  const region = localRegion;
  // The SDK takes its keys from the environment.
  Object.assign(process.env, functionEnvironment({ dataApiUrl: emulator.url }));
  const dataApi = createDataApiDatabase({
    resourceArn,
    secretArn,
    database,
    region,
    endpoint: emulator.url,
    clock: systemClock,
  });
  await migrateDirectory(dataApi, { deadlineMs: Date.now() + 60_000 });

  const secrets = await startSecrets({ secrets: { [secretArns.DirectorySecret]: directorySecret } });
  const events = await startEventCloud({ port: await freePort(), region });
  const { s3, sqs } = createEventClients({ url: events.url });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'import' }));

  const port = await freePort();
  const importer = startProcess({
    args: [
      ...heapFlags,
      join(root, 'tests/faults/queue/functionProcess.ts'),
      'importUsers',
      String(timeoutMs),
    ],
    env: {
      ...functionEnvironment({
        dataApiUrl: emulator.url,
        databaseUrl,
        secretsUrl: secrets.url,
        eventsUrl: events.url,
      }),
      DATABASE_SECRET_ARN: secretArn,
      DIRECTORY_SECRET_ARN: secretArns.DirectorySecret,
      DIRECTORY_ORDER: 'time',
      BUCKET_NAME: bucket,
      IMPORT_QUEUE_URL: QueueUrl,
      AWS_REGION: region,
      PORT: String(port),
    },
  });

  while (await Promise.race([isFree(port), importer.ended])) await sleep(50);

  return {
    connection,
    dataApi,
    importer,
    url: `http://127.0.0.1:${port}`,
    empty: () => emptyDirectory(connection),
    upload: (file: string, key: string): Promise<string> =>
      uploadFile({ s3, bucket }, { file, key, metadata: {}, progress: () => {} }),
    async stop(): Promise<void> {
      importer.stop();
      await events.stop();
      await secrets.stop();
      emulator.stop();
      await connection.end();
      await rm(join(benchFolder, 'imports'), { recursive: true, force: true });
    },
  };
};
