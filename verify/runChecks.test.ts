import { expect, test } from '@jest/globals';
import type { Check, CheckContext } from './check.ts';
import { NotRun } from './expectations.ts';
import { type CheckOutcome, runChecks } from './runChecks.ts';

const system = { waitMs: 5, pollMs: 1 } as CheckContext['system'];

const run = async (
  checks: readonly Check[],
  { slow = false, controller = new AbortController() } = {},
): Promise<Omit<CheckOutcome, 'ms'>[]> => {
  const context = { system, signal: controller.signal, slow } as Parameters<typeof runChecks>[1];
  const outcomes = await runChecks(checks, context, () => {});
  return outcomes.map(({ ms: _, ...outcome }) => outcome);
};

const check = (what: string, more: Partial<Check> = {}): Check => ({
  what,
  run: async ({ expect: expected }) => expected.same('One', 1, 1),
  ...more,
});
const fail = async (): Promise<void> => {
  throw new Error('no');
};

test('counts what was met before the first broken promise, and goes on with the next check', async () => {
  const broken = check('broken', {
    async run({ expect: expected }) {
      expected.same('One', 1, 1);
      expected.same('Two', 3, 2);
    },
  });
  expect(await run([broken, check('kept')])).toEqual([
    { what: 'broken', result: 'failed', met: 1, reason: 'Two is 3 rather than 2.' },
    { what: 'kept', result: 'passed', met: 1 },
  ]);
});

test('says of an error by its name that it is none of a promise', async () => {
  expect(await run([check('a', { run: fail })])).toEqual([
    { what: 'a', result: 'failed', met: 0, reason: 'Error: no' },
  ]);
});

test('waits for what comes about later, and not without an end', async () => {
  let looks = 0;
  const later = check('later', {
    async run({ expect: expected }) {
      await expected.becomes('It', async () => (looks += 1), 2);
      await expected.becomes('It', async () => 'never', 'always');
    },
  });
  expect(await run([later])).toEqual([
    { what: 'later', result: 'failed', met: 1, reason: 'It is "never" rather than "always".' },
  ]);
});

test.each([
  ['does not apply', { run: () => Promise.reject(new NotRun('no bus')) }, 'no bus'],
  ['is slow', { slow: true }, 'it takes minutes: --slow'],
])('does not run a check that %s, with the reason', async (_case, more, reason) => {
  expect(await run([check('a', more)])).toEqual([{ what: 'a', result: 'not run', met: 0, reason }]);
});

test('runs a slow check when it is asked for', async () => {
  expect(await run([check('a', { slow: true })], { slow: true })).toMatchObject([{ result: 'passed' }]);
});

test('runs nothing after a failure that all others need', async () => {
  const outcomes = await run([check('first', { essential: true, run: fail }), check('second')]);
  expect(outcomes.map(({ result }) => result)).toEqual(['failed', 'not run']);
});

test('ends a wait and runs nothing more once it is interrupted', async () => {
  const controller = new AbortController();
  const waiting = check('waiting', {
    async run({ expect: expected }) {
      controller.abort();
      await expected.becomes('It', async () => 'never', 'always', 600_000);
    },
  });
  const interrupted = { result: 'not run', met: 0, reason: 'interrupted' };
  expect(await run([waiting, check('next')], { controller })).toEqual([
    { what: 'waiting', ...interrupted },
    { what: 'next', ...interrupted },
  ]);
});
