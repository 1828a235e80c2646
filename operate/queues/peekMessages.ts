// Looks at the messages of a dead-letter queue, and leaves them there.
import type { SQSClient } from '@aws-sdk/client-sqs';
import { localRegion } from '#offline-cloud/account.ts';
import type { QueueMessage } from '#offline-cloud/lambda/eventSource/messageQueue.ts';
import { createSqsQueue } from '#offline-cloud/lambda/eventSource/sqsQueue.ts';
import type { FoundQueue } from '#operate/moveMessages.ts';

/** How many are looked at. Messages hide for the queue's visibility timeout, in which this many are received. */
const maxPeeked = 100;

/** SQS asks all its servers only where it may wait. */
const waitS = 1;

/**
 * Receives messages, which hides them, and makes them visible again. Only for a queue without a redrive policy: elsewhere a
 * receive counts, and the last one makes a dead letter. None is removed; while it runs, `redrive` does not see them.
 */
export const peekMessages = async (sqs: SQSClient, { url, arn }: FoundQueue): Promise<QueueMessage[]> => {
  const queue = createSqsQueue({ client: sqs, url, arn, region: localRegion });
  const messages = new Map<string, QueueMessage>();
  const { signal } = new AbortController();
  try {
    while (messages.size < maxPeeked) {
      const received = await queue.receive(maxPeeked - messages.size, waitS, signal);
      if (received.length === 0) break;
      for (const message of received) messages.set(message.id, message);
    }
  } finally {
    await queue.release([...messages.values()], 0);
  }
  return [...messages.values()];
};
