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
  /** What each receive asked for. */
  readonly asked: { limit: number; waitS: number }[] = [];
  readonly #perReceive: number;

  constructor(waiting: QueueMessage[], perReceive = 10) {
    this.waiting = waiting;
    this.#perReceive = perReceive;
  }

  async receive(limit: number, waitS: number, signal: AbortSignal): Promise<QueueMessage[]> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal.throwIfAborted();
    this.asked.push({ limit, waitS });
    return this.waiting.splice(0, Math.min(limit, this.#perReceive));
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

/** More receives than a mapping of a test has reason for: it waits for what does not come. */
const maxReceives = 5_000;

/** Runs a mapping until all messages are deleted or released; resolves with the ids of each batch. */
const run = async (queue: QueueInMemory, options: Partial<MappingOptions> = {}): Promise<string[][]> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const batches: string[][] = [];
  const count = queue.waiting.length;
  const { invoke = async () => 'null', ...others } = options;
  mapping = startMapping({
    queue,
    takes: () => true,
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
    if (queue.asked.length > maxReceives) resolve();
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

  test('are filled up by what is missing alone', async () => {
    const queue = new QueueInMemory(numbered(25));
    const batches = await run(queue, { batchSize: 15, windowMs: 100 });
    expect(batches.map((batch) => batch.length)).toEqual([15, 10]);
    expect(queue.asked.slice(0, 2).map(({ limit }) => limit)).toEqual([15, 5]);
  });

  test('wait for 20 s at a time while a longer window is open, which is as long as SQS waits', async () => {
    const queue = new QueueInMemory(numbered(3), 1);
    await run(queue, { batchSize: 3, windowMs: 300_000 });
    expect(queue.asked.slice(0, 3).map(({ waitS }) => waitS)).toEqual([20, 20, 20]);
  });

  test('wait for no more messages once they have 6 MB, however long the window is', async () => {
    const large = numbered(12).map(({ id }) => toMessage(id, 'x'.repeat(1024 * 1024)));
    const queue = new QueueInMemory(large, 1);
    const batches = await run(queue, { batchSize: 100, windowMs: 3_600_000 });
    expect(batches.map((batch) => batch.length)).toEqual([5, 1, 5, 1]);
  });

  test('are filled up with messages that the filters take, and the others are deleted', async () => {
    const queue = new QueueInMemory(numbered(6));
    const even = ({ body }: { body: string }) => Number.parseInt(body, 10) % 2 === 0;
    const ids = numbered(6).map(({ id }) => id);
    const batches = await run(queue, { takes: ({ body }) => even({ body }) });
    expect(batches.flat()).toEqual(ids.filter((body) => even({ body })));
    expect(queue.deleted.toSorted()).toEqual(ids.toSorted());
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

test('a mapping that is stopped while it waits says nothing', async () => {
  const queue = new QueueInMemory([]);
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  queue.receive = (_limit, _waitS, signal) => {
    resolve();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const lines: string[] = [];
  mapping = startMapping({
    queue,
    takes: () => true,
    batchSize: 1,
    windowMs: 0,
    maxConcurrency: 1,
    reportsFailures: true,
    retryDelayS: 0,
    restore: async () => {},
    log: (line) => lines.push(line),
    invoke: async () => 'null',
  });
  await asked;
  await mapping.stop();
  expect(lines).toEqual([]);
});
