// A message of a queue, and the record of it that Lambda gets.
import type { Network } from '../network.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Invoked } from './functions.ts';

export type QueuedMessage = {
  id: string;
  body: string;
  receives: number;
  visibleMs: number;
  isDeleted: boolean;
};

export const toRecord = ({ id, body, receives }: QueuedMessage) => ({
  eventSource: 'aws:sqs',
  messageId: id,
  body,
  receiptHandle: `${id}/${receives}`,
  attributes: { ApproximateReceiveCount: String(receives) },
});

export type QueueOptions = {
  name: string;
  scheduler: Scheduler;
  network: Network;
  random: Random;
  invoke(event: unknown): Promise<Invoked>;
  batchSize: number;
  visibilityMs: number;
  maxReceives: number;
  maxConcurrency: number;
  /** Share of the deleted messages that come once more. */
  duplicateShare: number;
};
