// Reports the failed records to the queue, and every outcome to a direct caller.
import type { Batch, RecordOutcome } from './batch.ts';

const isFailure = (outcome: RecordOutcome): boolean => typeof outcome !== 'string';

/**
 * Returns the answer of Lambda. Throws the first failure of events that come from no queue: nobody but the caller can send them
 * again. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const reportFailures = (batch: Batch, outcomes: readonly RecordOutcome[]): object => {
  batch.outcomes = outcomes;
  if (batch.isQueue) {
    const failed = batch.records.filter((_, index) => isFailure(outcomes[index] as RecordOutcome));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }
  const failure = outcomes.find(isFailure);
  if (failure) throw failure;
  return { outcomes };
};
