import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFakeClock, type FakeClock } from '#tests/support/fakeClock.ts';
import { DatabaseError, type DatabaseErrorKind } from './databaseError.ts';
import { withRetries } from './withRetries.ts';

const failing = (kind: DatabaseErrorKind, times: number) => {
  let attempts = 0;
  const attempt = async () => {
    attempts += 1;
    if (attempts <= times) throw new DatabaseError(kind, kind);
    return 'answer';
  };
  return { attempt, attempts: () => attempts };
};

const run = (
  kind: DatabaseErrorKind,
  times: number,
  options: { idempotent?: boolean; deadlineMs?: number } = {},
) => {
  const { idempotent = true, deadlineMs = 27_000 } = options;
  const clock = createFakeClock();
  const { attempt, attempts } = failing(kind, times);
  const outcome = withRetries(attempt, { idempotent, call: { deadlineMs }, clock }).then(
    (answer) => ({ answer, attempts: attempts(), clock }),
    (error: DatabaseError) => ({ error: error.kind, attempts: attempts(), clock }),
  );
  return outcome;
};

describe('a resuming database', () => {
  test('is waited for with growing steps of at most 2 s', async () => {
    const { answer, clock } = (await run('resuming', 8)) as {
      answer: string;
      clock: FakeClock;
    };
    expect(answer).toBe('answer');
    expect(clock.sleeps.slice(0, 4)).toEqual([500, 800, 1280, 2000]);
    expect(Math.max(...clock.sleeps)).toBe(2000);
  });

  test('is asked a last time one second before the deadline', async () => {
    const { clock, ...outcome } = await run('resuming', 1_000);
    expect(outcome).toMatchObject({ error: 'resuming' });
    expect(clock.now()).toBe(26_000);
  });

  test.each([
    [0, [450, 720, 1152, 1800]],
    [1, [550, 880, 1408, 2200]],
  ])('is waited for a tenth less or more by chance: %i', async (random, sleeps) => {
    const clock = createFakeClock(random);
    const { attempt } = failing('resuming', 4);
    await withRetries(attempt, { idempotent: true, call: { deadlineMs: 27_000 }, clock });
    expect(clock.sleeps).toEqual(sleeps);
  });
});

test.each(['resuming', 'throttled'] as const)(
  'sends a write again after %s, since it did not run',
  async (kind) => {
    expect(await run(kind, 3, { idempotent: false })).toMatchObject({ answer: 'answer', attempts: 4 });
  },
);

test.each([
  ['throttled', 4],
  ['transient', 2],
  ['timeout', 1],
] as const)('retries %s %i times', async (kind, retries) => {
  expect(await run(kind, retries)).toMatchObject({ answer: 'answer', attempts: retries + 1 });
  expect(await run(kind, retries + 1)).toMatchObject({ error: kind, attempts: retries + 1 });
});

test.each([
  ['throttled', [100, 200, 400, 800]],
  ['transient', [50, 100]],
  ['timeout', [50]],
] as const)(
  'waits between retries of %s for a random part of a growing time: %j ms',
  async (kind, sleeps) => {
    const { clock } = await run(kind, 1_000);
    expect(clock.sleeps).toEqual(sleeps);
  },
);

test('waits for whole milliseconds', async () => {
  const clock = createFakeClock(0.123);
  const { attempt } = failing('throttled', 4);
  await withRetries(attempt, { idempotent: true, call: { deadlineMs: 27_000 }, clock });
  expect(clock.sleeps).toEqual([25, 49, 98, 197]);
});

test.each(['transient', 'timeout'] as const)(
  'sends a write once when %s leaves open whether it ran',
  async (kind) => {
    expect(await run(kind, 1, { idempotent: false })).toMatchObject({ error: kind, attempts: 1 });
  },
);

test.each(['rejected', 'resultTooLarge', 'misconfigured'] as const)('never retries %s', async (kind) => {
  expect(await run(kind, 1)).toMatchObject({ error: kind, attempts: 1 });
});

test('never sleeps past the deadline, whatever fails and whenever', async () => {
  const kinds = fc.constantFrom<DatabaseErrorKind>('resuming', 'throttled', 'transient', 'timeout');
  await fc.assert(
    fc.asyncProperty(
      kinds,
      fc.integer({ min: 0, max: 30_000 }),
      fc.nat(40),
      async (kind, deadlineMs, times) => {
        const { clock } = await run(kind, times, { deadlineMs });
        expect(clock.now()).toBeLessThanOrEqual(deadlineMs);
      },
    ),
  );
});

test('throws what is no DatabaseError at once', async () => {
  const clock = createFakeClock();
  const boom = () => Promise.reject(new TypeError('boom'));
  await expect(withRetries(boom, { idempotent: true, call: { deadlineMs: 1 }, clock })).rejects.toThrow(
    'boom',
  );
});

describe('a deadlock', () => {
  test('is tried again until the deadline, with growing jitter of at most 2 s', async () => {
    const { clock, ...outcome } = await run('deadlock', 1_000);
    expect(outcome).toMatchObject({ error: 'deadlock' });
    expect(clock.sleeps.slice(0, 4)).toEqual([25, 50, 100, 200]);
    expect(Math.max(...clock.sleeps)).toBe(1_000);
    expect(clock.now()).toBe(26_000);
  });

  test('is tried again for any statement, since the database has undone it', async () => {
    expect(await run('deadlock', 18, { idempotent: false })).toMatchObject({
      answer: 'answer',
      attempts: 19,
    });
  });
});
