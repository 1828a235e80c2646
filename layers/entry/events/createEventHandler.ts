// Creates the handler of a function that events invoke, one by one or by a queue's batch.
import type * as z from 'zod/mini';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { type BatchLine, type Logger, writeLogLine } from '#layers/base/logger.ts';
import { describeCause } from '#layers/entry/errors.ts';
import { createPipeline, type LambdaHandler, type StepOut } from '#layers/entry/invocation.ts';
import { applyBatch, type Batch, type EventUseCase, type RecordOutcome, toBatch } from './batch.ts';

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

/** Step of the way out: writes the one log line of a batch, with what became of its records. */
const logBatch =
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

const isFailure = (outcome: RecordOutcome): boolean => typeof outcome !== 'string';

/**
 * Returns the answer of Lambda. Throws the first failure of events that come from no queue: nobody but the caller can send them
 * again. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
const reportFailures = (batch: Batch, outcomes: readonly RecordOutcome[]): object => {
  batch.outcomes = outcomes;
  if (batch.isQueue) {
    const failed = batch.records.filter((_, index) => isFailure(outcomes[index] as RecordOutcome));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }
  const failure = outcomes.find(isFailure);
  if (failure) throw failure;
  return { outcomes };
};

export type EventHandlerOptions = { log: Logger<BatchLine>; now: () => number };

/**
 * A batch of SQS gets the list of the records that failed, invalid ones among them, which come again and at last reach the
 * dead-letter queue. Any other event, or array of events, is one that somebody invoked the function with: it gets the
 * outcomes, or the first failure is thrown by name, which Lambda reports as a function error.
 */
export const createEventHandler = <Schema extends z.ZodMiniType, Change, Services>(
  schema: Schema,
  useCase: (services: Services) => EventUseCase<z.output<Schema>, Change>,
  getServices: () => Services,
  { log, now }: EventHandlerOptions = { log: writeLogLine, now: Date.now },
): LambdaHandler =>
  createPipeline<Batch>({ now, read: toBatch, wayOut: [logBatch(log, now)] }).handler(async (batch) =>
    reportFailures(batch, await applyBatch(batch, schema, useCase(getServices()), now())),
  ) as LambdaHandler;
