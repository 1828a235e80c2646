// An event source mapping: reads a queue, invokes a function, deletes what succeeded.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
import { setTimeout as sleep } from 'node:timers/promises';
import type { TracedBatch } from '../../console/record/traceBatch.ts';
import type { InvocationCause } from '../../console/record/traceInvoke.ts';
import type { Part } from '../../server/part.ts';
import { failedMessages } from './failedMessages.ts';
import type { MessageQueue, QueueMessage } from './messageQueue.ts';
import { bytesOf, maxEventBytes, toBatches, toRecord, toSqsEvent } from './toBatches.ts';

export type MappingOptions = {
  queue: MessageQueue;
  /** Whether the function gets a message; others are deleted. */
  takes(record: object & { body: string }): boolean;
  /** The most messages of one event, 1 to 10,000. */
  batchSize: number;
  /** How long the first message of a batch waits for others. */
  windowMs: number;
  /** How many batches are in work at once. */
  maxConcurrency: number;
  /** Whether the function names the messages that failed. */
  reportsFailures: boolean;
  /** Resolves with the function's result as JSON. */
  invoke(event: object, cause?: InvocationCause): Promise<string>;
  /** When failed messages come back; undefined leaves them to the queue's visibility timeout, as AWS does. */
  retryDelayS: number | undefined;
  /** Makes the queue where it is gone; called before a queue that could not be read is read again. */
  restore(): Promise<unknown>;
  log(line: string): void;
  /** Tells of a batch that was received, and returns its cause. */
  trace?: ((batch: readonly QueueMessage[]) => TracedBatch) | undefined;
};

/** A function that failed after so long has waited for something: its messages keep the queue's own delay. */
const waitedMs = 3_000;

const longPollS = 20;

const untraced: TracedBatch = { cause: {}, end: () => {} };

/** After a read that failed. */
const pauseMs = 1_000;

const totalBytes = (messages: readonly QueueMessage[]): number =>
  messages.reduce((bytes, message) => bytes + bytesOf(message), 0);

export const startMapping = (options: MappingOptions): Part => {
  const { queue, batchSize, windowMs, maxConcurrency, reportsFailures, invoke, retryDelayS, restore, log } =
    options;
  const { takes, trace = () => untraced } = options;
  const controller = new AbortController();
  const { signal } = controller;

  const receive = async (limit: number, waitS: number): Promise<QueueMessage[]> => {
    const messages = await queue.receive(limit, waitS, signal);
    const taken = messages.filter((message) => takes(toRecord(message, queue)));
    await queue.delete(messages.filter((message) => !taken.includes(message)));
    return taken;
  };

  /** The first message opens the window; a full batch closes it. */
  const collect = async (): Promise<QueueMessage[]> => {
    const messages = await receive(batchSize, longPollS);
    let bytes = totalBytes(messages);
    const endMs = Date.now() + windowMs;
    while (messages.length > 0 && messages.length < batchSize && bytes < maxEventBytes) {
      const leftS = Math.ceil((endMs - Date.now()) / 1000);
      if (leftS <= 0) break;
      const more = await receive(batchSize - messages.length, Math.min(leftS, longPollS));
      messages.push(...more);
      bytes += totalBytes(more);
    }
    return messages;
  };

  /** A throw fails the whole batch: nothing of it is deleted. */
  const findFailed = async (
    batch: readonly QueueMessage[],
    cause: InvocationCause,
  ): Promise<ReadonlySet<string>> => {
    const ids = batch.map(({ id }) => id);
    try {
      const payload = await invoke(toSqsEvent(batch, queue), cause);
      return reportsFailures ? failedMessages(payload, ids) : new Set();
    } catch {
      return new Set(ids);
    }
  };

  const process = async (batch: readonly QueueMessage[]): Promise<void> => {
    const startedMs = Date.now();
    const traced = trace(batch);
    const failed = await findFailed(batch, traced.cause);
    traced.end(failed);
    await queue.delete(batch.filter(({ id }) => !failed.has(id)));
    if (retryDelayS === undefined || Date.now() - startedMs > waitedMs) return;
    await queue.release(
      batch.filter(({ id }) => failed.has(id)),
      retryDelayS,
    );
  };

  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        for (const batch of toBatches(await collect(), batchSize)) await process(batch);
      } catch (error) {
        if (signal.aborted) return;
        log(`${queue.arn}: ${(error as Error).message}`);
        // The next read tells what is still wrong.
        await sleep(pauseMs, undefined, { signal })
          .then(restore, () => {})
          .catch(() => {});
      }
    }
  };

  const polls = Array.from({ length: maxConcurrency }, poll);
  return {
    stop: async () => {
      controller.abort();
      await Promise.all(polls);
    },
  };
};
