import { afterEach, describe, expect, test } from '@jest/globals';
import type { Part } from '../../server/part.ts';
import type { MessageQueue, QueueMessage } from './messageQueue.ts';
import { type MappingOptions, startMapping } from './startMapping.ts';

const toMessage = (id: string, body = id): QueueMessage => ({
  id,
  receiptHandle: `handle ${id}`,
  body,
  md5OfBody: '',
  attributes: { ApproximateReceiveCount: '1' },
  messageAttributes: {},
});

/** A queue in memory, of which no message comes back by itself. */
class QueueInMemory implements MessageQueue {
  readonly arn = 'arn:aws:sqs:eu-central-1:000000000000:queue';
  readonly region = 'eu-central-1';
  readonly waiting: QueueMessage[];
  readonly deleted: string[] = [];
  readonly released: [id: string, delayS: number][] = [];

  constructor(waiting: QueueMessage[]) {
    this.waiting = waiting;
  }

  async receive(limit: number, _waitS: number, signal: AbortSignal): Promise<QueueMessage[]> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal.throwIfAborted();
    return this.waiting.splice(0, Math.min(limit, 10));
  }

  async delete(messages: readonly QueueMessage[]): Promise<void> {
    this.deleted.push(...messages.map(({ id }) => id));
  }

  async release(messages: readonly QueueMessage[], delayS: number): Promise<void> {
    this.released.push(...messages.map(({ id }): [string, number] => [id, delayS]));
  }
}

let mapping: Part;
afterEach(() => mapping.stop());

type Event = { Records: { messageId: string; body: string }[] };

/** Runs a mapping until all messages are deleted or released; resolves with the ids of each batch. */
const run = async (queue: QueueInMemory, options: Partial<MappingOptions> = {}): Promise<string[][]> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const batches: string[][] = [];
  const count = queue.waiting.length;
  const { invoke = async () => 'null', ...others } = options;
  mapping = startMapping({
    queue,
    batchSize: 10,
    windowMs: 0,
    maxConcurrency: 1,
    reportsFailures: true,
    retryDelayS: 2,
    restore: async () => {},
    log: () => {},
    ...others,
    invoke: async (event) => {
      batches.push((event as Event).Records.map(({ messageId }) => messageId));
      return invoke(event);
    },
  });
  const watch = setInterval(() => {
    if (queue.deleted.length + queue.released.length >= count || queue.deleted.includes('last')) resolve();
  }, 1);
  await promise;
  clearInterval(watch);
  return batches;
};

const numbered = (count: number) => Array.from({ length: count }, (_, index) => toMessage(String(index)));

test('a batch that succeeds is deleted', async () => {
  const queue = new QueueInMemory(numbered(3));
  expect(await run(queue)).toEqual([['0', '1', '2']]);
  expect(queue.deleted).toEqual(['0', '1', '2']);
  expect(queue.released).toEqual([]);
});

test('messages that the function names come back after the delay; the others are deleted', async () => {
  const queue = new QueueInMemory(numbered(3));
  const failures = { batchItemFailures: [{ itemIdentifier: '1' }] };
  await run(queue, { invoke: async () => JSON.stringify(failures), retryDelayS: 5 });
  expect(queue.deleted).toEqual(['0', '2']);
  expect(queue.released).toEqual([['1', 5]]);
});

test('messages that failed come back when the queue has them back where there is no delay', async () => {
  const queue = new QueueInMemory([toMessage('bad'), toMessage('last')]);
  const failures = { batchItemFailures: [{ itemIdentifier: 'bad' }] };
  await run(queue, { invoke: async () => JSON.stringify(failures), retryDelayS: undefined });
  expect(queue.deleted).toEqual(['last']);
  expect(queue.released).toEqual([]);
});

test('a throw deletes nothing', async () => {
  const queue = new QueueInMemory(numbered(2));
  const invoke = async () => {
    throw new Error('crash');
  };
  await run(queue, { invoke });
  expect(queue.deleted).toEqual([]);
  expect(queue.released).toEqual([
    ['0', 2],
    ['1', 2],
  ]);
});

test('a function that reports no failures succeeds with whatever it returns', async () => {
  const queue = new QueueInMemory(numbered(1));
  const failures = { batchItemFailures: [{ itemIdentifier: '0' }] };
  await run(queue, { invoke: async () => JSON.stringify(failures), reportsFailures: false });
  expect(queue.deleted).toEqual(['0']);
});

describe('batches', () => {
  test('take as many messages as they may while the window is open', async () => {
    const batches = await run(new QueueInMemory(numbered(45)), { batchSize: 20, windowMs: 1_000 });
    expect(batches.map((batch) => batch.length)).toEqual([20, 20, 5]);
  });

  test('hold what one receive gives where there is no window', async () => {
    const batches = await run(new QueueInMemory(numbered(25)), { batchSize: 100 });
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
  });

  test('are cut at 6 MB, and no message is lost', async () => {
    const large = numbered(10).map(({ id }) => toMessage(id, 'x'.repeat(1024 * 1024)));
    const queue = new QueueInMemory(large);
    const batches = await run(queue);
    expect(batches.map((batch) => batch.length)).toEqual([5, 5]);
    expect(queue.deleted).toHaveLength(10);
  });
});

test('so many batches are in work at once', async () => {
  let running = 0;
  let most = 0;
  const invoke = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return 'null';
  };
  await run(new QueueInMemory(numbered(40)), { batchSize: 1, maxConcurrency: 3, invoke });
  expect(most).toBe(3);
});

test('a queue that is gone is made again, and read', async () => {
  const queue = new QueueInMemory(numbered(1));
  let isGone = true;
  const receive = queue.receive.bind(queue);
  queue.receive = async (...args) => {
    if (isGone) throw new Error('The queue does not exist.');
    return receive(...args);
  };
  const lines: string[] = [];
  const restore = async () => {
    isGone = false;
  };
  await run(queue, { restore, log: (line) => lines.push(line) });
  expect(queue.deleted).toEqual(['0']);
  expect(lines).toEqual(['arn:aws:sqs:eu-central-1:000000000000:queue: The queue does not exist.']);
});

test('a record has what Lambda gives', async () => {
  const events: object[] = [];
  const invoke = async (event: object) => {
    events.push(event);
    return 'null';
  };
  await run(new QueueInMemory([toMessage('a', '{"b":1}')]), { invoke });
  expect(events).toEqual([
    {
      Records: [
        {
          messageId: 'a',
          receiptHandle: 'handle a',
          body: '{"b":1}',
          attributes: { ApproximateReceiveCount: '1' },
          messageAttributes: {},
          md5OfBody: '',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:queue',
          awsRegion: 'eu-central-1',
        },
      ],
    },
  ]);
});
