// Creates the handler of a function that events invoke, one by one or by a queue's batch.
import type * as z from 'zod/mini';
import { type BatchLine, type Logger, writeLogLine } from '#layers/base/logger.ts';
import { createPipeline, type LambdaHandler } from '#layers/entry/invocation.ts';
import { applyBatch, type EventUseCase } from './applyBatch.ts';
import { type Batch, toBatch } from './batch.ts';
import { logBatch } from './logBatch.ts';
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
): LambdaHandler =>
  createPipeline<Batch>({ now, read: toBatch, wayOut: [logBatch(log, now)] }).handler(async (batch) =>
    reportFailures(batch, await applyBatch(batch, schema, useCase(getServices()), now())),
  ) as LambdaHandler;
