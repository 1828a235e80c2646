// One run: asks a system, and removes what that took, whatever happened meanwhile.
import type { Check } from './check.ts';
import type { People } from './people.ts';
import { removePeople } from './removePeople.ts';
import { type CheckOutcome, runChecks } from './runChecks.ts';
import type { System } from './system/system.ts';
import { Traces } from './traces.ts';

export type Verification = {
  checks: readonly Check[];
  system: System;
  people: People;
  signal: AbortSignal;
  slow: boolean;
  requests: number;
};

/** The last row of a report. */
export const removal = 'Its own people and files are removed';

/** Never throws: a removal that fails is an outcome, too. */
const remove = async ({ system, people }: Verification, traces: Traces): Promise<CheckOutcome> => {
  const startedMs = performance.now();
  const end = (verdict: Pick<CheckOutcome, 'result' | 'met' | 'reason'>): CheckOutcome => ({
    what: removal,
    ms: Math.round(performance.now() - startedMs),
    ...verdict,
  });
  try {
    await removePeople(system, people, traces.keys);
    return end({ result: 'passed', met: 1 });
  } catch (error) {
    const advice = `Once the system works again: npm run verify -- --remove ${people.domain}, with the same place.`;
    return end({ result: 'failed', met: 0, reason: `${(error as Error).message}\n  ${advice}` });
  }
};

/** `ended` is told of each outcome. The removal is the last. */
export const verifySystem = async (
  verification: Verification,
  ended: (outcome: CheckOutcome) => void,
): Promise<CheckOutcome[]> => {
  const traces = new Traces();
  const outcomes = await runChecks(verification.checks, { ...verification, traces }, ended);
  const removed = await remove(verification, traces);
  ended(removed);
  return [...outcomes, removed];
};
