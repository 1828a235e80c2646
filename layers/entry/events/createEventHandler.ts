// The pipeline of a Lambda function that events invoke, one by one or by a queue's batch.
import middy, { type MiddyfiedHandler } from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type BatchLine, type Logger, writeLogLine } from '#layers/base/logger.ts';
import { applyBatch, type EventUseCase } from './applyBatch.ts';
import type { Batch, BatchState } from './batch.ts';
import { hideError } from './hideError.ts';
import { logBatch } from './logBatch.ts';
import { readBatch } from './readBatch.ts';
import { reportFailures } from './reportFailures.ts';

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
) => {
  const logOutcomes = logBatch(log, now);
  // The deadline is the database layer's to keep; middy's own early timeout would cut it short.
  return (
    middy<unknown, unknown, Error, Context, BatchState>({ timeoutEarlyInMillis: 0 })
      // On the way in.
      .before(readBatch(now))
      .handler((batch: unknown) => applyBatch(batch as Batch, schema, useCase(getServices()), now()))
      // On the way out, from the last to the first.
      .after(logOutcomes)
      .after(reportFailures)
      // After an error, from the last to the first.
      .onError(logOutcomes)
      .onError(hideError) as MiddyfiedHandler<unknown, unknown, Error, Context, BatchState>
  );
};
