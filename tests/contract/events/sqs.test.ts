// SQS as senders and event source mappings use it, through the SDK's client.
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createSqsQueue } from '#layers/aws/sqs/sqsQueue.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { newName, useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();
let client: SQSClient;
beforeAll(() => {
  client = new SQSClient({});
});

const createQueue = async (attributes: Record<string, string> = {}) => {
  const QueueName = newName('queue');
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await client.send(command);
  return { name: QueueName, url: QueueUrl, arn: Attributes.QueueArn as string };
};

/** A queue, and the queue of its dead letters. */
const createPair = async (maxReceiveCount: number) => {
  const dead = await createQueue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
  return { dead, queue: await createQueue({ RedrivePolicy, VisibilityTimeout: '0' }) };
};

const send = (QueueUrl: string, MessageBody: string) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody }));

const receive = async (QueueUrl: string, options: object = {}) => {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
    ...options,
  });
  return (await client.send(command)).Messages ?? [];
};

test('a queue’s URL is under the address that the client knows, and GetQueueUrl finds it', async () => {
  const { name, url } = await createQueue();
  expect(url).toBe(`${cloud().url}/000000000000/${name}`);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  expect(QueueUrl).toBe(url);
});

test('a message arrives with its attributes, hides while it is in work, and is gone when deleted', async () => {
  const { url } = await createQueue();
  await client.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: 'ünïcode',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
    }),
  );
  const [message] = await receive(url);
  expect(message).toMatchObject({
    Body: 'ünïcode',
    Attributes: { ApproximateReceiveCount: '1' },
    MessageAttributes: { kind: { StringValue: 'x' } },
  });
  expect(await receive(url)).toEqual([]);
  await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessages'],
  });
  expect((await client.send(command)).Attributes).toEqual({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('a message whose visibility is changed to nothing is received again, and counted', async () => {
  const { url } = await createQueue();
  await send(url, 'again');
  const [first] = await receive(url);
  const change = { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
  await client.send(new ChangeMessageVisibilityCommand(change));
  const [second] = await receive(url, { WaitTimeSeconds: 2 });
  expect(second?.MessageId).toBe(first?.MessageId);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
});

test('a long poll wakes when a message comes', async () => {
  const { url } = await createQueue();
  const polled = receive(url, { WaitTimeSeconds: 20 });
  await send(url, 'awake');
  expect(await polled).toMatchObject([{ Body: 'awake' }]);
});

test('a batch of a thousand messages arrives whole', async () => {
  const { url } = await createQueue();
  for (let batch = 0; batch < 100; batch += 1) {
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: String(index),
      MessageBody: String(10 * batch + index),
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  }
  const bodies = new Set<string>();
  while (bodies.size < 1000) {
    const messages = await receive(url, { MaxNumberOfMessages: 10 });
    expect(messages.length).toBeGreaterThan(0);
    for (const { Body = '' } of messages) bodies.add(Body);
  }
});

test('a message of 1 MiB passes, a larger one is refused', async () => {
  const { url } = await createQueue();
  const largest = 'x'.repeat(1024 * 1024);
  await send(url, largest);
  expect((await receive(url))[0]?.Body).toBe(largest);
  await expect(send(url, `${largest}x`)).rejects.toThrow();
});

test('a queue that does not exist is refused by name', async () => {
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'missing' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
});

describe('dead letters', () => {
  test('are messages that were received too often, and a task moves them back', async () => {
    const { queue, dead } = await createPair(2);
    await send(queue.url, 'poison');
    for (let count = 0; count < 2; count += 1) expect(await receive(queue.url)).toHaveLength(1);
    expect(await receive(queue.url)).toEqual([]);
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
    const [back] = await receive(queue.url, { WaitTimeSeconds: 5 });
    expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn }));
    expect(Results).toMatchObject([
      {
        DestinationArn: queue.arn,
        ApproximateNumberOfMessagesMoved: 1,
        ApproximateNumberOfMessagesToMove: 1,
      },
    ]);
  });

  test('are moved from a queue of dead letters only', async () => {
    const { arn } = await createQueue();
    await expect(client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))).rejects.toThrow(
      'is no dead-letter queue.',
    );
    const missing = `${arn}-missing`;
    await expect(client.send(new StartMessageMoveTaskCommand({ SourceArn: missing }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

test('a message that its function postpones comes again then, not after the visibility timeout', async () => {
  const { url } = await createQueue({ VisibilityTimeout: '1000' });
  const queue = createSqsQueue({ queueUrl: url, region: 'eu-central-1', now: Date.now });
  await queue.send('failed', soon());
  const [message] = await receive(url, { WaitTimeSeconds: 5 });
  const receives = Number(message?.Attributes?.ApproximateReceiveCount);
  await queue.postpone({ handle: message?.ReceiptHandle ?? '', receives }, 1, soon());
  const [again] = await receive(url, { WaitTimeSeconds: 20 });
  expect(again).toMatchObject({ Body: 'failed', Attributes: { ApproximateReceiveCount: '2' } });
});
