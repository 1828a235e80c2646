// The log line of an import around a use case of its own.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ImportLine } from '#layers/base/logger.ts';
import { noProgress } from '#layers/people/importJobs.ts';
import type { ImportOutcome } from '#layers/people/imports/importFile.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { catchStdout } from '#tests/support/catchStdout.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createImportHandler } from './createImportHandler.ts';

const message = { key: 'incoming/people.csv' };

const postponed: [handle: string, delayS: number][] = [];
const queue: ImportServices['queue'] = {
  send: async () => {},
  postpone: async ({ handle }, delayS) => {
    postponed.push([handle, delayS]);
  },
};
beforeEach(() => {
  postponed.length = 0;
});

const outcomeOf = (
  more: Partial<ImportOutcome>,
  progress: Partial<ImportOutcome['progress']> = {},
): ImportOutcome => ({
  job: 'job-1',
  state: 'done',
  progress: { ...noProgress, offsetBytes: 90, lines: 4, applied: 2, unchanged: 1, ...progress },
  ...more,
});

/** The line of a run that took 70.4 ms and ended so. */
const lineOf = async (outcome: ImportOutcome): Promise<ImportLine | undefined> => {
  const lines: ImportLine[] = [];
  let nowMs = 1_000;
  const handler = createImportHandler(
    () => async () => {
      nowMs += 70.4;
      return outcome;
    },
    () => ({ queue }),
    { log: (line) => lines.push(line), now: () => nowMs },
  );
  await handler(message, lambdaContext());
  return lines[0];
};

test('of a file without rejected rows has the counts and the time', async () => {
  expect(await lineOf(outcomeOf({}))).toEqual({
    level: 'info',
    requestId: 'request-1',
    route: 'users-test-function',
    durationMs: 70,
    job: 'job-1',
    state: 'done',
    read: 3,
    applied: 2,
    unchanged: 1,
    rejected: 0,
    bytes: 90,
  });
});

describe('warns', () => {
  test('of rejected rows, with the rules that they broke', async () => {
    const violations = { email: 2 };
    const line = await lineOf(outcomeOf({}, { rejected: 2, violations }));
    expect(line).toMatchObject({ level: 'warn', read: 5, rejected: 2, violations });
  });

  test('of a file that failed before any row was rejected', async () => {
    expect(await lineOf(outcomeOf({ state: 'failed' }))).toMatchObject({ level: 'warn', state: 'failed' });
  });
});

describe('after a failure', () => {
  const receive = (body: string, receives: string) => ({
    Records: [
      {
        eventSource: 'aws:sqs',
        messageId: 'message-1',
        body,
        receiptHandle: 'handle-1',
        attributes: { ApproximateReceiveCount: receives },
      },
    ],
  });
  const invoke = async (event: object, getServices = () => ({ queue })) => {
    const lines: ImportLine[] = [];
    const handler = createImportHandler(() => () => Promise.reject(new TypeError('x')), getServices, {
      log: (line) => lines.push(line),
      now: () => 0,
    });
    const result = await handler(event, lambdaContext()).catch((error: Error) => error);
    return { result, lines };
  };
  const batchItemFailures = [{ itemIdentifier: 'message-1' }];

  test.each([
    ['1', 30],
    ['4', 810],
  ])('a message that was received %s times comes again after %d s', async (receives, delayS) => {
    const { result, lines } = await invoke(receive(JSON.stringify(message), receives));
    expect(result).toEqual({ batchItemFailures });
    expect(postponed).toEqual([['handle-1', delayS]]);
    expect(lines).toMatchObject([{ level: 'error' }]);
  });

  test('a message that no attempt understands comes again at once, to be a dead letter soon', async () => {
    expect((await invoke(receive('{}', '1'))).result).toEqual({ batchItemFailures });
    expect(postponed).toEqual([['handle-1', 0]]);
  });

  test('a message that cannot be postponed is still failed, and the log says both', async () => {
    const getServices = () => ({
      queue: { ...queue, postpone: () => Promise.reject(new RangeError('y')) },
    });
    const { result, lines } = await invoke(receive(JSON.stringify(message), '1'), getServices);
    expect(result).toEqual({ batchItemFailures });
    expect(lines.map(({ cause }) => cause?.[0])).toEqual(['TypeError', 'RangeError']);
  });

  test('an event that no queue has is not postponed', async () => {
    expect((await invoke(message)).result).toBeInstanceOf(Error);
    expect(postponed).toEqual([]);
  });
});

describe('on its own', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  test('logs to stdout, by the system clock', async () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 25, 12) });
    const written = catchStdout();
    const handler = createImportHandler(
      () => async () => {
        jest.setSystemTime(Date.now() + 42);
        return outcomeOf({});
      },
      () => ({ queue }),
    );
    await handler(message, lambdaContext());
    expect(written.map((line) => JSON.parse(line))).toMatchObject([
      { time: '2026-11-25T12:00:00.042Z', durationMs: 42, state: 'done' },
    ]);
  });
});
