// EventBridge from PutEvents to a queue, through the SDK's clients.
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from '@jest/globals';
import { newName, useEventCloud } from './eventCloudOf.ts';

useEventCloud();
let events: EventBridgeClient;
let sqs: SQSClient;
beforeAll(() => {
  events = new EventBridgeClient({});
  sqs = new SQSClient({});
});

const queueArn = (name: string) => `arn:aws:sqs:eu-central-1:000000000000:${name}`;

/** A bus whose events of the pattern go to a queue. */
const createBus = async (pattern: object) => {
  const bus = newName('bus');
  const queue = newName('target');
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: queue }));
  await events.send(new CreateEventBusCommand({ Name: bus }));
  const rule = { Name: 'rule', EventBusName: bus, EventPattern: JSON.stringify(pattern) };
  await events.send(new PutRuleCommand(rule));
  const Targets = [{ Id: 'queue', Arn: queueArn(queue) }];
  await events.send(new PutTargetsCommand({ Rule: 'rule', EventBusName: bus, Targets }));
  return { bus, queueUrl: QueueUrl };
};

const put = (...Entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries }));

const receive = async (QueueUrl: string): Promise<unknown[]> => {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  return ((await sqs.send(command)).Messages ?? []).map(({ Body = '' }) => JSON.parse(Body));
};

test('an event of a rule’s pattern arrives in the queue, in the envelope; another does not', async () => {
  const { bus, queueUrl } = await createBus({ 'detail-type': ['moved'] });
  const Time = new Date('2026-01-02T03:04:05.678Z');
  const entry = { EventBusName: bus, Source: 'people', Detail: '{"a":1}' };
  const { FailedEntryCount, Entries } = await put(
    { ...entry, DetailType: 'moved', Time },
    { ...entry, DetailType: 'left' },
  );
  expect(FailedEntryCount).toBe(0);
  expect(await receive(queueUrl)).toEqual([
    {
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'moved',
      source: 'people',
      account: '000000000000',
      time: '2026-01-02T03:04:05Z',
      region: 'eu-central-1',
      resources: [],
      detail: { a: 1 },
    },
  ]);
});

test('an entry that is refused is told of in its place, and the others are delivered', async () => {
  const { bus, queueUrl } = await createBus({ source: ['people'] });
  const entry = { EventBusName: bus, Source: 'people', DetailType: 'moved', Detail: '{}' };
  const result = await put(entry, { ...entry, Detail: 'none' }, { ...entry, Source: '' });
  expect(result).toMatchObject({
    FailedEntryCount: 2,
    Entries: [{}, { ErrorCode: 'MalformedDetail' }, { ErrorCode: 'InvalidArgument' }],
  });
  expect(await receive(queueUrl)).toHaveLength(1);
});

test('an event with characters beyond U+FFFF arrives as it is', async () => {
  const { bus, queueUrl } = await createBus({ source: ['people'] });
  const detail = { name: 'Ada 😀 𝒜', backslash: '\\\u{1f600}' };
  await put({ EventBusName: bus, Source: 'people', DetailType: 't', Detail: JSON.stringify(detail) });
  expect(await receive(queueUrl)).toMatchObject([{ detail }]);
});

test('an event for a bus that does not exist is accepted, as on AWS', async () => {
  const entry = { EventBusName: 'missing', Source: 'people', DetailType: 'moved', Detail: '{}' };
  expect(await put(entry)).toMatchObject({ FailedEntryCount: 0 });
});

test('a pattern with an operator that is not known is refused', async () => {
  const rule = { Name: 'rule', EventPattern: '{"source":[{"sounds-like":"x"}]}' };
  await expect(events.send(new PutRuleCommand(rule))).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
    message: 'source: {"sounds-like":"x"} is no operator that is emulated.',
  });
});

test('a target that is no queue is refused', async () => {
  await events.send(new PutRuleCommand({ Name: 'rule', EventPattern: '{"source":["x"]}' }));
  const Targets = [{ Id: 'function', Arn: 'arn:aws:lambda:eu-central-1:000000000000:function:f' }];
  await expect(events.send(new PutTargetsCommand({ Rule: 'rule', Targets }))).rejects.toThrow(
    'only queues are emulated',
  );
});
