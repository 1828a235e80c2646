// Events under compose: from the bus by the queue to the function's image, or to the dead letters.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { address, logs, run } from '#tests/support/compose.ts';
import { root } from '#tools/paths.ts';
import { askApi, becomes, recoveryTimeoutMs } from './composeApi.ts';

const person = { email: 'moe@example.com', phoneNumber: '+1 888 555 0000' };
let folder: string;

const eventsUrl = () => `http://${address('events', 8080)}`;

/** `npm run send`, as a developer calls it beside compose. */
const send = async (data: object): Promise<void> => {
  const file = join(folder, 'event.json');
  const envelope = { specversion: '1.0', source: 'https://hr.example.com', id: 'moe' };
  await writeFile(file, JSON.stringify({ ...envelope, type: 'directory.user.upserted.v1', data }));
  const env = { ...process.env, AWS_ENDPOINT_URL_SQS: eventsUrl() };
  await promisify(execFile)(process.execPath, ['operate/send.ts', file], { cwd: root, env });
};

const search = () => askApi(`/search?email=${person.email}`);

/** The data of a dead letter, by the URL that the service names. */
const receiveDead = async (): Promise<unknown> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: eventsUrl(), region: 'eu-central-1', credentials });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'users-dev-sync-dlq' }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
  return Messages?.[0]?.Body && JSON.parse(Messages[0].Body).detail.data;
};

export const eventCases = (): void => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'users-service-events-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test(
    'an event invokes the image, and changes what the API answers',
    async () => {
      await send(person);
      await becomes(search, person);
      expect(logs('sync-users')).toContain('"records":1,"applied":1');
      expect(logs('api')).not.toContain('"route":"users-dev-syncUsers"');
    },
    recoveryTimeoutMs,
  );

  test(
    'an invalid event becomes a dead letter',
    async () => {
      const data = { ...person, email: 'moe' };
      await send(data);
      await becomes(receiveDead, data);
    },
    recoveryTimeoutMs,
  );

  test(
    'events that come after a restart of the queues are applied',
    async () => {
      run('restart', '--timeout', '5', 'events');
      const moved = { ...person, phoneNumber: '+1 888 555 0001' };
      await becomes(async () => {
        await send(moved);
        return search();
      }, moved);
    },
    recoveryTimeoutMs,
  );
};
