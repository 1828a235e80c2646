// `npm run send` and the bus, without functions behind it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { newName, useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();
const type = 'directory.user.upserted.v1';
let folder: string;
let bus: string;
let queue: string;
let QueueUrl: string;
let sqs: SQSClient;

beforeAll(async () => {
  sqs = new SQSClient({});
  folder = await mkdtemp(join(tmpdir(), 'users-service-send-'));
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  const events = new EventBridgeClient({});
  bus = newName('bus');
  queue = newName('sync');
  ({ QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: queue })));
  await events.send(new CreateEventBusCommand({ Name: bus }));
  const EventPattern = JSON.stringify({ 'detail-type': [type] });
  await events.send(new PutRuleCommand({ Name: 'users-sync', EventBusName: bus, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: `arn:aws:sqs:eu-central-1:000000000000:${queue}` }];
  await events.send(new PutTargetsCommand({ Rule: 'users-sync', EventBusName: bus, Targets }));
});

type Outcome = { status: number; output: string };

const send = async (content: string | Buffer, ...flags: string[]): Promise<Outcome> => {
  const file = join(folder, 'file.json');
  await writeFile(file, content);
  const args = ['operate/send.ts', file, '--bus', bus, ...flags];
  const env = { ...process.env, AWS_ENDPOINT_URL_SQS: cloud().url };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
};

type Detail = { id: string; time: string; data: { name: string } };

const receive = async (): Promise<Detail[]> => {
  const details: Detail[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await sqs.send(command);
    if (Messages.length === 0) return details;
    details.push(...Messages.map(({ Body = '' }) => JSON.parse(Body).detail));
  }
};

const event = (id: string, more: object = {}) => ({
  specversion: '1.0',
  type,
  source: '/hr',
  id,
  data: {},
  ...more,
});

test('events get new times in the order of the file, whatever times they had', async () => {
  const startMs = Date.now();
  const times = ['2026-06-02T08:00:00Z', '2026-06-01T08:00:00Z', null, undefined];
  const events = Array.from({ length: 25 }, (_, index) => event(`${index}`, { time: times[index % 4] }));
  expect(await send(JSON.stringify(events))).toEqual({ status: 0, output: `Put 25 on ${bus}\n` });
  const received = (await receive()).sort((a, b) => a.time.localeCompare(b.time));
  expect(received.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  expect(new Set(received.map(({ time }) => time)).size).toBe(25);
  const all = received.map(({ time }) => Date.parse(time));
  expect(Math.min(...all)).toBeGreaterThanOrEqual(startMs);
  expect(Math.max(...all)).toBeLessThanOrEqual(Date.now());
});

test('events keep the times of the file with --keep-time', async () => {
  const time = '2026-06-01T08:00:00Z';
  await send(JSON.stringify([event('1', { time }), event('2')]), '--keep-time');
  const received = (await receive()).sort((a, b) => a.id.localeCompare(b.id));
  expect(received.map((one) => one.time)).toEqual([time, undefined]);
});

test.each([
  ['with a byte order mark', `\uFEFF${JSON.stringify(event('1'))}`, ['1']],
  [
    'in JSON Lines of Windows',
    `${JSON.stringify(event('1'))}\r\n${JSON.stringify(event('2'))}\r\n`,
    ['1', '2'],
  ],
])('a file %s is sent', async (_case, content, ids) => {
  expect(await send(content)).toMatchObject({ status: 0 });
  expect((await receive()).map(({ id }) => id).sort()).toEqual(ids);
});

test('an emoji arrives', async () => {
  expect(await send(JSON.stringify(event('1', { data: { name: '😀' } })))).toMatchObject({ status: 0 });
  expect(await receive()).toMatchObject([{ data: { name: '😀' } }]);
});

test('events of more than 1 MB together are sent, by several requests', async () => {
  const data = { name: 'x'.repeat(400_000) };
  const events = ['1', '2', '3', '4'].map((id) => event(id, { data }));
  expect(await send(JSON.stringify(events))).toMatchObject({ status: 0 });
  expect(await receive()).toHaveLength(4);
});

describe('refuses in a sentence, and sends nothing of', () => {
  const jurgen = JSON.stringify(event('1', { data: { name: 'jürgen' } }));

  test.each<[string, string | Buffer, RegExp]>([
    [
      'a file in Windows-1252',
      Buffer.from(jurgen, 'latin1'),
      /file\.json is not UTF-8: the byte 0xfc at position \d+/,
    ],
    ['a file in UTF-16', Buffer.from(`\uFEFF${jurgen}`, 'utf16le'), /looks like UTF-16/],
    [
      'a file that is not JSON',
      `[${jurgen},x]`,
      /is not JSON: Unexpected token 'x' at position \d+ \(line 1 column/,
    ],
    [
      'an event of 1.1 MB',
      JSON.stringify([event('1'), event('2', { data: { name: 'x'.repeat(1_100_000) } })]),
      /^Nothing was sent: event 2 has 1,100,\d+ bytes, and EventBridge takes less than 1 MB\.\n$/,
    ],
    [
      'events of a type that no rule takes',
      JSON.stringify([event('1'), event('2', { type: 'directory.user.upserted.v2' })]),
      /event 2: no rule takes directory\.user\.upserted\.v2; the nearest, users-sync, takes directory\.user\.upserted\.v1\n$/,
    ],
  ])('%s', async (_case, content, message) => {
    const { status, output } = await send(content);
    expect({ status, output }).toEqual({ status: 1, output: expect.stringMatching(message) });
    expect(output).not.toMatch(/^\s+at /m);
    expect(await receive()).toEqual([]);
  });

  test('a bus that does not exist', async () => {
    expect(await send(jurgen, '--bus', 'missing')).toEqual({
      status: 1,
      output: 'There is no event bus missing.\n',
    });
  });
});

test('names the events that the bus refused, by their place and its reason', async () => {
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const { status, output } = await send(JSON.stringify([event('1'), event('2')]));
  expect(status).toBe(1);
  expect(output).toMatch(
    /^The bus refused 2 of 2; the others are put:\n {2}event 1: \S+: .*\n {2}event 2: \S+: .*\n$/,
  );
});
