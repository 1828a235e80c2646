// A queue behind the SDK's client of SQS.
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { MessageAttribute, MessageQueue, QueueMessage } from './messageQueue.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxMessages = 10;

const toAttribute = ({
  DataType = 'String',
  StringValue,
  BinaryValue,
}: NonNullable<Message['MessageAttributes']>[string]) =>
  ({
    dataType: DataType,
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  }) satisfies MessageAttribute;

const toMessage = (message: Message): QueueMessage => ({
  id: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  md5OfBody: message.MD5OfBody ?? '',
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
      name,
      toAttribute(attribute),
    ]),
  ),
});

const inTens = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / maxMessages) }, (_, index) =>
    items.slice(maxMessages * index, maxMessages * (index + 1)),
  );

const toEntry = ({ receiptHandle }: QueueMessage, index: number) => ({
  Id: String(index),
  ReceiptHandle: receiptHandle,
});

export type SqsQueueOptions = { client: SQSClient; url: string; arn: string; region: string };

export const createSqsQueue = ({ client, url, arn, region }: SqsQueueOptions): MessageQueue => ({
  arn,
  region,

  async receive(limit, waitS, signal) {
    const command = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(limit, maxMessages),
      WaitTimeSeconds: waitS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await client.send(command, { abortSignal: signal });
    return Messages.map(toMessage);
  },

  async delete(messages) {
    for (const some of inTens(messages)) {
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: some.map(toEntry) }));
    }
  },

  async release(messages, delayS) {
    for (const some of inTens(messages)) {
      const Entries = some.map((message, index) => ({
        ...toEntry(message, index),
        VisibilityTimeout: delayS,
      }));
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
    }
  },
});
