import { expect, test } from '@jest/globals';
import { AwsError } from '../server/awsError.ts';
import { createEventBridge, type SendToQueue } from './eventBridge.ts';

const arnOf = (queue: string) => `arn:aws:sqs:eu-central-1:000000000000:${queue}`;

const start = (sendToQueue: SendToQueue = async () => {}) => {
  const sent: string[] = [];
  const eventBridge = createEventBridge({
    region: 'eu-central-1',
    accountId: '000000000000',
    sendToQueue: async (queueArn, body) => {
      await sendToQueue(queueArn, body);
      sent.push(queueArn);
    },
  });
  const rule = (name: string, source: string, ...queues: string[]) => {
    eventBridge.PutRule({ Name: name, EventPattern: JSON.stringify({ source: [source] }) });
    eventBridge.PutTargets({
      Rule: name,
      Targets: queues.map((queue) => ({ Id: queue, Arn: arnOf(queue) })),
    });
  };
  const put = (Source: string, Detail = '{}') =>
    eventBridge.PutEvents({ Entries: [{ Source, DetailType: 't', Detail }] });
  return { eventBridge, rule, put, sent };
};

test('an event goes to every target of every rule that takes it', async () => {
  const { rule, put, sent } = start();
  rule('one', 'people', 'a', 'b');
  rule('other', 'machines', 'c');
  rule('third', 'people', 'd');
  await put('people');
  expect(sent).toEqual([arnOf('a'), arnOf('b'), arnOf('d')]);
});

test('a rule that gets another pattern keeps its targets', async () => {
  const { eventBridge, rule, put, sent } = start();
  rule('one', 'people', 'a');
  eventBridge.PutRule({ Name: 'one', EventPattern: '{"source":["machines"]}' });
  await put('people');
  await put('machines');
  expect(sent).toEqual([arnOf('a')]);
});

test('a target gets what its input makes of the event', async () => {
  const bodies: string[] = [];
  const { eventBridge, rule, put } = start(async (_queue, body) => void bodies.push(body));
  rule('one', 'people');
  eventBridge.PutTargets({
    Rule: 'one',
    Targets: [{ Id: 'a', Arn: arnOf('a'), InputPath: '$.detail' }],
  });
  await put('people', '{"name":"Homer"}');
  expect(bodies).toEqual(['{"name":"Homer"}']);
});

test('a target whose input is not emulated is refused', () => {
  const { eventBridge, rule } = start();
  rule('one', 'people');
  const Targets = [{ Id: 'a', Arn: arnOf('a'), InputPath: '$..name' }];
  expect(() => eventBridge.PutTargets({ Rule: 'one', Targets })).toThrow('Target a: $..name is no path');
});

test('a bus that exists is not created again', () => {
  const { eventBridge } = start();
  eventBridge.CreateEventBus({ Name: 'bus' });
  expect(() => eventBridge.CreateEventBus({ Name: 'bus' })).toThrow('Event bus bus already exists.');
});

test.each(['PutRule', 'PutTargets', 'ListRules'] as const)(
  '%s refuses a bus that does not exist',
  (operation) => {
    const { eventBridge } = start();
    const input = {
      Name: 'one',
      Rule: 'one',
      EventBusName: 'missing',
      EventPattern: '{"a":[1]}',
      Targets: [],
    };
    expect(() => eventBridge[operation](input)).toThrow(/missing does not exist|Targets/);
  },
);

test('targets of a rule that does not exist are refused', () => {
  const Targets = [{ Id: 'a', Arn: arnOf('a') }];
  expect(() => start().eventBridge.PutTargets({ Rule: 'one', Targets })).toThrow('Rule one does not exist.');
});

test.each([
  [0, 'takes'],
  [1, 'refuses'],
])('a request of 1 MB and %i bytes: it %s it', async (more, outcome) => {
  const { put } = start();
  const rest = 'people'.length + 't'.length + '{"a":""}'.length;
  const putting = put('people', JSON.stringify({ a: 'x'.repeat(1_000_000 - rest + more) }));
  const ended = await putting.then(
    ({ FailedEntryCount }) => (FailedEntryCount === 0 ? 'takes' : 'fails'),
    ({ code }: AwsError) => (code === 'ValidationException' ? 'refuses' : code),
  );
  expect(ended).toBe(outcome);
});

test('an event whose queue refuses it is told of in its place', async () => {
  const { rule, put } = start(async () => {
    throw new AwsError(400, 'AWS.SimpleQueueService.NonExistentQueue', 'There is no such queue.');
  });
  rule('one', 'people', 'a');
  expect(await put('people')).toEqual({
    FailedEntryCount: 1,
    Entries: [
      { ErrorCode: 'AWS.SimpleQueueService.NonExistentQueue', ErrorMessage: 'There is no such queue.' },
    ],
  });
});

test('an error that is none of AWS is thrown', async () => {
  const { rule, put } = start(async () => {
    throw new TypeError('bug');
  });
  rule('one', 'people', 'a');
  await expect(put('people')).rejects.toThrow(TypeError);
});
