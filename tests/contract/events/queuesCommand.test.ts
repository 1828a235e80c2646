// `npm run queues` and `npm run redrive` beside queues of the stage, without functions behind them.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();
let sqs: SQSClient;
const urls = new Map<string, string>();

const create = async (name: string, Attributes: Record<string, string> = {}): Promise<string> => {
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: `users-dev-${name}`, Attributes }),
  );
  urls.set(name, QueueUrl);
  const { Attributes: { QueueArn = '' } = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return QueueArn;
};

const createPair = async (name: string): Promise<void> => {
  const deadLetterTargetArn = await create(`${name}-dlq`);
  await create(name, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 10 }) });
};

beforeAll(async () => {
  sqs = new SQSClient({});
  await createPair('sync');
  await create('sync-undelivered');
  await createPair('import');
});

const send = (name: string, body: unknown, MessageAttributes = {}) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: urls.get(name),
      MessageBody: JSON.stringify(body),
      MessageAttributes,
    }),
  );

const receive = async (name: string) => {
  const command = new ReceiveMessageCommand({
    QueueUrl: urls.get(name),
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  return (await sqs.send(command)).Messages ?? [];
};

const run = async (program: string, ...args: string[]): Promise<string> => {
  const env = { ...process.env, AWS_ENDPOINT_URL_SQS: cloud().url };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: root, env });
  return stdout;
};
const queues = () => run('operate/listQueues.ts');

const cells = (output: string, queue: string) =>
  output
    .split('\n')
    .find((line) => line.startsWith(`${queue} `))
    ?.split(/ {2,}/)
    .slice(1);

test('lists the queues, and the reasons of dead letters, and leaves every message where it was', async () => {
  const detail = { specversion: '1.0', type: 'directory.user.upserted.v1', source: '/hr', id: '1' };
  const data = { email: 'homer', phoneNumber: '+1 888' };
  await send('sync-dlq', { 'detail-type': 't', detail: { ...detail, data } });
  await send('sync-dlq', 'homer@thesimpsons.com');
  await send('sync-undelivered', {}, { ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' } });
  await send('sync', { ...detail, data });
  const output = await queues();
  expect(cells(output, 'users-dev-sync')).toEqual(['1', '0', '0', expect.stringMatching(/^\d+ s$/)]);
  expect(cells(output, 'users-dev-sync-dlq')).toEqual(['2', '0', '0', expect.stringMatching(/^\d+ s$/)]);
  expect(cells(output, 'users-dev-import')).toEqual(['0', '0', '0', '-']);
  expect(output).toContain('\nusers-dev-sync-dlq:\n     1  data.email must contain an @\n');
  expect(output).toContain(
    'users-dev-sync-undelivered:\n     1  EventBridge could not deliver it: NO_PERMISSIONS\n',
  );
  expect(output).not.toMatch(/homer|888/);
  expect(cells(await queues(), 'users-dev-sync-dlq')?.slice(0, 2)).toEqual(['2', '0']);
  // A receive would bring a message nearer to the dead letters.
  expect(await receive('sync')).toMatchObject([{ Attributes: { ApproximateReceiveCount: '1' } }]);
});

test('redrive says which queue it moved, and what others have', async () => {
  await send('import-dlq', { key: 'incoming/a.csv' });
  expect(await run('operate/redrive.ts')).toMatch(
    /^(users-dev-sync-dlq: Moved \d of 2\n)*users-dev-sync-dlq: Moved 2 of 2\nusers-dev-import-dlq has 1: npm run redrive -- --queue import\nusers-dev-sync-undelivered has 1\n$/,
  );
  expect(await receive('sync')).toHaveLength(2);
});
