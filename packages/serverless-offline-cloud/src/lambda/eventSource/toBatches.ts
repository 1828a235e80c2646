// Messages as events of a function: cut by number and size, and in the form that Lambda gives them.
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
import type { QueueMessage } from './messageQueue.ts';

/** Lambda's limit of an event: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxEventBytes = 6 * 1024 * 1024;

export type Source = { arn: string; region: string };

/** A message as the function, and a filter, sees it. */
export const toRecord = (message: QueueMessage, { arn, region }: Source) => ({
  messageId: message.id,
  receiptHandle: message.receiptHandle,
  body: message.body,
  attributes: message.attributes,
  messageAttributes: message.messageAttributes,
  md5OfBody: message.md5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region,
});

/** The event that a function is invoked with. */
export const toSqsEvent = (batch: readonly QueueMessage[], source: Source) => ({
  Records: batch.map((message) => toRecord(message, source)),
});

/** The bytes that a message takes of an event. */
export const bytesOf = (message: QueueMessage): number =>
  Buffer.byteLength(JSON.stringify(toRecord(message, { arn: '', region: '' }))) + 200;

/** In order; a batch has at most `batchSize` messages, and at most 6 MB unless one message alone has more. */
export const toBatches = (messages: readonly QueueMessage[], batchSize: number): QueueMessage[][] => {
  const batches: QueueMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = bytesOf(message);
    const last = batches.at(-1);
    if (last && last.length < batchSize && bytes + size <= maxEventBytes) {
      last.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
};
