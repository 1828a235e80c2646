// Runs checks one after the other, and says what became of each.
import type { Check, CheckContext } from './check.ts';
import { BrokenPromise, Expectations, NotRun } from './expectations.ts';

export type CheckOutcome = {
  what: string;
  result: 'passed' | 'failed' | 'not run';
  /** Expectations that were met. */
  met: number;
  ms: number;
  /** Why it failed, or was not run. */
  reason?: string;
};

const describe = (error: unknown): string => {
  const { name, message } = error as Error;
  return error instanceof BrokenPromise ? message : `${name}: ${message}`;
};

/** What became of a check that threw. After an interruption nobody can say, whatever it threw. */
const judge = (error: unknown, { aborted }: AbortSignal): Pick<CheckOutcome, 'result' | 'reason'> => {
  if (aborted) return { result: 'not run', reason: 'interrupted' };
  if (error instanceof NotRun) return { result: 'not run', reason: error.message };
  return { result: 'failed', reason: describe(error) };
};

const runCheck = async (
  { what, run }: Check,
  context: Omit<CheckContext, 'expect'>,
): Promise<CheckOutcome> => {
  const { system, signal } = context;
  const expect = new Expectations({ ...system, signal });
  const startedMs = performance.now();
  const end = (verdict: Pick<CheckOutcome, 'result' | 'reason'>): CheckOutcome => ({
    what,
    ...verdict,
    met: expect.met,
    ms: Math.round(performance.now() - startedMs),
  });
  try {
    await run({ ...context, expect });
    return end({ result: 'passed' });
  } catch (error) {
    return end(judge(error, signal));
  }
};

/** Why a check is left out, if it is. */
const findReason = (
  { slow }: Check,
  context: { slow: boolean; signal: AbortSignal },
  isHopeless: boolean,
): string | undefined => {
  if (context.signal.aborted) return 'interrupted';
  if (isHopeless) return 'a check before it failed that all others need';
  return slow && !context.slow ? 'it takes minutes: --slow' : undefined;
};

/** A slow check is run where `slow` says so. `ended` is told of each outcome. */
export const runChecks = async (
  checks: readonly Check[],
  context: Omit<CheckContext, 'expect'> & { slow: boolean },
  ended: (outcome: CheckOutcome) => void,
): Promise<CheckOutcome[]> => {
  const outcomes: CheckOutcome[] = [];
  let isHopeless = false;
  for (const check of checks) {
    const reason = findReason(check, context, isHopeless);
    const outcome: CheckOutcome =
      reason === undefined
        ? await runCheck(check, context)
        : { what: check.what, result: 'not run', met: 0, ms: 0, reason };
    isHopeless ||= check.essential === true && outcome.result === 'failed';
    outcomes.push(outcome);
    ended(outcome);
  }
  return outcomes;
};
