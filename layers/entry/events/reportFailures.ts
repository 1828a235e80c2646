// Middleware: reports the failed records to the queue, and every outcome to a direct caller.
import type { BatchMiddleware, RecordOutcome } from './batch.ts';

const isFailure = (outcome: RecordOutcome): boolean => typeof outcome !== 'string';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
export const reportFailures: BatchMiddleware = (request) => {
  const { records, isQueue } = request.internal;
  const outcomes = request.response as RecordOutcome[];
  Object.assign(request.internal, { outcomes });
  if (isQueue) {
    const failed = records.filter((_, index) => isFailure(outcomes[index] as RecordOutcome));
    request.response = { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    return;
  }
  // Nobody but the caller can send a direct event again, or whatever invokes the function for it.
  const failure = outcomes.find(isFailure);
  if (failure) throw failure;
  request.response = { outcomes };
};
