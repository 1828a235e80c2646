// Step of the way out: writes the one log line of a batch, with what became of its records.
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { BatchLine, Logger } from '#layers/base/logger.ts';
import { describeCause } from '#layers/entry/errors.ts';
import type { StepOut } from '#layers/entry/invocation.ts';
import type { Batch, RecordOutcome } from './batch.ts';

const countBy = <Item>(items: Iterable<Item>): Map<Item, number> => {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** The rules that invalid records broke, by how many. They are the schemas' own words, and hold nothing of an event. */
const countViolations = (outcomes: readonly RecordOutcome[]): Readonly<Record<string, number>> => {
  const violations = outcomes.flatMap((outcome) =>
    outcome instanceof PublicError ? outcome.violations : [],
  );
  return Object.fromEntries(countBy(violations.map(({ parameter, detail }) => `${parameter} ${detail}`)));
};

const summarize = ({ records, outcomes = [] }: Batch, error: unknown) => {
  const counts = countBy(outcomes);
  const invalid = outcomes.filter((outcome) => outcome instanceof PublicError).length;
  const applied = counts.get('applied') ?? 0;
  const stale = counts.get('stale') ?? 0;
  // An unforeseen error fails those that have no outcome.
  const failed = records.length - applied - stale - invalid;
  const cause = [...new Set([...outcomes, error].flatMap((outcome) => describeCause(outcome)))];
  return { records: records.length, applied, stale, invalid, failed, ...(failed > 0 && { cause }) };
};

export const logBatch =
  (log: Logger<BatchLine>, now: () => number): StepOut<Batch> =>
  ({ context, event, error }) => {
    const summary = summarize(event, error);
    const violations = countViolations(event.outcomes ?? []);
    log({
      level: summary.failed > 0 ? 'error' : summary.invalid > 0 ? 'warn' : 'info',
      requestId: context.awsRequestId,
      route: context.functionName,
      durationMs: Math.round(now() - event.startedMs),
      ...summary,
      ...(summary.invalid > 0 && { violations }),
    });
  };
