// The log line of an import around a use case of its own.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { ImportLine } from '#layers/runtime/logger.ts';
import { catchStdout } from '#tests/support/catchStdout.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createImportHandler } from './createImportHandler.ts';
import type { ImportOutcome } from './importFile.ts';

const message = { key: 'incoming/people.csv' };

const outcomeOf = (more: Partial<ImportOutcome>, rejected = 0): ImportOutcome => ({
  job: 'job-1',
  state: 'done',
  progress: { offsetBytes: 90, lines: 4, applied: 2, unchanged: 1, rejected },
  violations: {},
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
    () => undefined,
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
    const line = await lineOf(outcomeOf({ violations }, 2));
    expect(line).toMatchObject({ level: 'warn', read: 5, rejected: 2, violations });
  });

  test('of a file that failed before any row was rejected', async () => {
    expect(await lineOf(outcomeOf({ state: 'failed' }))).toMatchObject({ level: 'warn', state: 'failed' });
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
      () => undefined,
    );
    await handler(message, lambdaContext());
    expect(written.map((line) => JSON.parse(line))).toMatchObject([
      { time: '2026-11-25T12:00:00.042Z', durationMs: 42, state: 'done' },
    ]);
  });
});
