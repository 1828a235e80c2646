// The table that a person sees while checks are run.
import type { CheckOutcome } from '../runChecks.ts';

const whatWidth = 74;

const toRow = (what: string, checks: string, result: string, ms: string): string =>
  `${what.padEnd(whatWidth)}${checks.padStart(7)}  ${result.padEnd(8)}${ms.padStart(8)}`;

export const heading = toRow('what', 'checks', 'result', 'ms');

/** A row, and below it the reason where there is one. */
export const formatOutcome = ({ what, met, result, ms, reason }: CheckOutcome): string => {
  const row = toRow(what, String(met), result, result === 'not run' ? '' : String(ms));
  return reason === undefined ? row : `${row}\n  ${reason}`;
};

export const formatSum = (outcomes: readonly CheckOutcome[]): string => {
  const count = (result: CheckOutcome['result']) =>
    outcomes.filter((outcome) => outcome.result === result).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('not run')} not run`;
};
