// The pipeline around a use case of its own: what each step adds, in both directions.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod/mini';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createInvalidRequest } from '#layers/base/errors/publicError.ts';
import type { BatchLine } from '#layers/base/logger.ts';
import { catchStdout } from '#tests/support/catchStdout.ts';
import { lambdaContext } from '#tests/support/events.ts';
import type { EventUseCase } from './batch.ts';
import { createEventHandler } from './createEventHandler.ts';

type Greeting = { name: string };
type UseCase = EventUseCase<Greeting, string>;
type Outcomes = Awaited<ReturnType<UseCase['apply']>>;

const schema = z.object({ name: z.string('must be a string') }, { error: 'must be an object' });
const greetEverybody: UseCase = {
  read: ({ name }) => name,
  apply: async (names) => names.map(() => 'applied'),
};
const answering = (outcomes: Outcomes): UseCase => ({ ...greetEverybody, apply: async () => outcomes });
const resuming = () => new DatabaseError('resuming', 'DatabaseResumingException');

/** A handler around a use case on a clock that moves by `stepMs` with each look. */
const around = (useCase: UseCase, stepMs = 0) => {
  const lines: BatchLine[] = [];
  let nowMs = 1_000;
  const now = () => {
    nowMs += stepMs;
    return nowMs;
  };
  const handler = createEventHandler(
    schema,
    (services: UseCase) => services,
    () => useCase,
    { log: (line) => lines.push(line), now },
  );
  const invoke = (event: unknown, remainingMs?: number): Promise<unknown> =>
    handler(event, lambdaContext(remainingMs));
  return { invoke, lines };
};

const queued = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `message-${index}`,
    body: JSON.stringify(body),
    eventSource: 'aws:sqs',
  })),
});
const homer = { name: 'Homer' };
const marge = { name: 'Marge' };

describe('the use case', () => {
  test('gets all valid events of a batch at once, in their order', async () => {
    const apply = jest.fn(greetEverybody.apply);
    await around({ ...greetEverybody, apply }).invoke(queued(homer, 7, marge));
    expect(apply.mock.calls.map(([names]) => names)).toEqual([['Homer', 'Marge']]);
  });

  test('has until half a second before Lambda ends', async () => {
    const apply = jest.fn(greetEverybody.apply);
    await around({ ...greetEverybody, apply }).invoke(homer, 60_000);
    expect(apply.mock.calls[0]?.[1]).toEqual({ deadlineMs: 60_500 });
  });

  test('outlives the warning of Lambda that hardly any time is left', async () => {
    const apply: UseCase['apply'] = async (names, call) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return greetEverybody.apply(names, call);
    };
    expect(await around({ ...greetEverybody, apply }).invoke(homer, 1)).toEqual({ outcomes: ['applied'] });
  });

  test('reads an event at the time of the clock', async () => {
    const read = jest.fn(greetEverybody.read);
    await around({ ...greetEverybody, read }, 70).invoke(homer);
    expect(read.mock.calls).toEqual([[homer, 1_140]]);
  });

  test('may refuse an event, which leaves the others', async () => {
    const read: UseCase['read'] = ({ name }) => {
      if (name === 'Homer') throw createInvalidRequest([{ parameter: 'name', detail: 'is Homer' }]);
      return name;
    };
    const { invoke, lines } = around({ ...greetEverybody, read });
    expect(await invoke(queued(homer, marge))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect(lines).toMatchObject([{ applied: 1, invalid: 1, violations: { 'name is Homer': 1 } }]);
  });

  test('that fails to read an event fails the batch', async () => {
    const read: UseCase['read'] = () => {
      throw new TypeError('Homer');
    };
    const { invoke, lines } = around({ ...greetEverybody, read });
    await expect(invoke(queued(homer, marge))).rejects.toMatchObject({ name: 'InternalError' });
    expect(lines).toMatchObject([
      { level: 'error', records: 2, applied: 0, stale: 0, invalid: 0, failed: 2 },
    ]);
  });
});

describe('a batch of SQS', () => {
  test('is answered with the records that failed', async () => {
    const { invoke } = around(answering(['applied', resuming(), 'stale']));
    expect(await invoke(queued(homer, marge, 7, homer))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }, { itemIdentifier: 'message-2' }],
    });
  });

  test('may be empty', async () => {
    expect(await around(greetEverybody).invoke({ Records: [] })).toEqual({ batchItemFailures: [] });
  });

  test.each([
    ['another source', { messageId: '1', body: '{}', eventSource: 'aws:kinesis' }],
    ['no id', { body: '{}', eventSource: 'aws:sqs' }],
    ['no text', { messageId: '1', body: {}, eventSource: 'aws:sqs' }],
  ])('is none when a record has %s', async (_case, record) => {
    await expect(around(greetEverybody).invoke({ Records: [record] })).rejects.toMatchObject({
      message: 'name must be a string.',
    });
  });
});

describe('a direct invocation', () => {
  test('gets the outcomes of an event, and of an array of events', async () => {
    expect(await around(greetEverybody).invoke(homer)).toEqual({ outcomes: ['applied'] });
    expect(await around(answering(['applied', 'stale'])).invoke([homer, marge])).toEqual({
      outcomes: ['applied', 'stale'],
    });
  });

  test('fails by the name and the rule of the first invalid event, without a stack', async () => {
    await expect(around(greetEverybody).invoke([homer, 7, {}])).rejects.toMatchObject({
      name: 'InvalidRequest',
      stack: 'InvalidRequest: request must be an object.',
    });
  });

  test('fails with text that is not JSON', async () => {
    await expect(around(greetEverybody).invoke('{')).rejects.toMatchObject({
      message: 'body must be JSON.',
      violations: [{ parameter: 'body', detail: 'must be JSON' }],
    });
  });

  test('fails when the database failed, without a stack', async () => {
    await expect(around(answering([resuming()])).invoke(homer)).rejects.toMatchObject({
      name: 'DatabaseResuming',
      stack: expect.stringMatching(/^DatabaseResuming: [^\n]+$/),
    });
  });
});

describe('the log', () => {
  const lineOf = async (useCase: UseCase, event: unknown, stepMs = 0): Promise<BatchLine[]> => {
    const { invoke, lines } = around(useCase, stepMs);
    await invoke(event).catch(() => {});
    return lines;
  };
  const names = { requestId: 'request-1', route: 'users-test-function' };

  test('counts what was applied and what was stale, and times the batch', async () => {
    const useCase = answering(['applied', 'stale', 'applied']);
    expect(await lineOf(useCase, queued(homer, marge, homer), 70.2)).toEqual([
      { level: 'info', ...names, durationMs: 140, records: 3, applied: 2, stale: 1, invalid: 0, failed: 0 },
    ]);
  });

  test('warns of invalid records, with the rules that they broke', async () => {
    expect(await lineOf(greetEverybody, queued(homer, 7, {}, 8))).toEqual([
      {
        level: 'warn',
        ...names,
        durationMs: 0,
        records: 4,
        applied: 1,
        stale: 0,
        invalid: 3,
        failed: 0,
        violations: { 'request must be an object': 2, 'name must be a string': 1 },
      },
    ]);
  });

  test('has each cause of the failed records once', async () => {
    const timeout = new DatabaseError('timeout', 'DeadlineExceeded');
    const useCase = answering([resuming(), 'applied', timeout, resuming()]);
    expect(await lineOf(useCase, queued(homer, marge, homer, marge))).toEqual([
      {
        level: 'error',
        ...names,
        durationMs: 0,
        records: 4,
        applied: 1,
        stale: 0,
        invalid: 0,
        failed: 3,
        cause: ['resuming: DatabaseResumingException', 'timeout: DeadlineExceeded'],
      },
    ]);
  });

  test('has the cause of an error that nobody foresaw', async () => {
    const apply = () => Promise.reject(resuming());
    expect(await lineOf({ ...greetEverybody, apply }, queued(homer))).toMatchObject([
      { level: 'error', failed: 1, cause: ['resuming: DatabaseResumingException'] },
    ]);
  });

  test('is one line for a direct invocation that fails', async () => {
    expect(await lineOf(answering(['applied', resuming()]), [homer, marge])).toMatchObject([
      { level: 'error', records: 2, applied: 1, failed: 1 },
    ]);
  });
});

describe('on its own', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  test('logs to stdout, by the system clock', async () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12), doNotFake: ['nextTick', 'queueMicrotask'] });
    const written = catchStdout();
    const useCase: UseCase = {
      ...greetEverybody,
      apply: async () => {
        jest.setSystemTime(Date.now() + 42);
        return ['applied'];
      },
    };
    await createEventHandler(
      schema,
      () => useCase,
      () => undefined,
    )(homer, lambdaContext());
    expect(written.map((text) => JSON.parse(text))).toMatchObject([
      { time: '2026-11-24T12:00:00.042Z', level: 'info', records: 1, applied: 1, durationMs: 42 },
    ]);
  });
});
