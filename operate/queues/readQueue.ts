// What SQS tells of one queue.
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { QueueMessage } from '#offline-cloud/lambda/eventSource/messageQueue.ts';
import type { EventService } from '#offline-cloud/server/awsClients.ts';
import { findQueue } from '#operate/moveMessages.ts';
import type { QueueState } from './describeQueues.ts';
import { findOldest } from './oldestMessage.ts';
import { peekMessages } from './peekMessages.ts';
import type { StageQueueName } from './stageQueues.ts';

/** When a message was sent first: one that became a dead letter keeps that. */
const ageOf = ({ attributes }: QueueMessage): number => Date.now() - Number(attributes.SentTimestamp);

const oldestOf = (messages: readonly QueueMessage[]): number | undefined =>
  messages.length === 0 ? undefined : Math.max(...messages.map(ageOf));

/** Undefined where the stage has no such queue. Throws UserError when SQS refuses. */
export const readQueue = async (
  service: EventService,
  sqs: SQSClient,
  { name, functionName }: StageQueueName,
): Promise<QueueState | undefined> => {
  const queue = await findQueue(sqs, name).catch((error: Error) => {
    if (/not exist|NonExistentQueue/i.test(error.message)) return undefined;
    throw error;
  });
  if (!queue) return undefined;
  const { attributes } = queue;
  const isRead = attributes.RedrivePolicy !== undefined;
  const deadLetters = isRead ? undefined : await peekMessages(sqs, queue);
  return {
    name,
    functionName,
    visible: Number(attributes.ApproximateNumberOfMessages),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed),
    oldestMs: deadLetters ? oldestOf(deadLetters) : await findOldest(service, sqs, name),
    deadLetters,
  };
};
