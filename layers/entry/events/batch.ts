// The types that the middlewares of the events' pipeline share.
import type { Request as MiddyRequest } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import type { PublicError } from '#layers/base/errors/publicError.ts';

/** One event as it was delivered. */
export type EventRecord = {
  /** By which a failure is reported to the queue; undefined for an event that comes from no queue. */
  messageId: string | undefined;
  body: unknown;
  receipt?: Receipt | undefined;
};

/** Replaces the event of Lambda on its way to the handler. */
export type Batch = { records: readonly EventRecord[]; call: CallContext };

/**
 * What became of a record. `stale`: something newer was applied before. PublicError: the event is invalid. DatabaseError:
 * it could not be applied and may come again.
 */
export type RecordOutcome = 'applied' | 'stale' | PublicError | DatabaseError;

/** `outcomes` has one for each record, in their order, once all were tried. */
export type BatchState = {
  startedMs: number;
  records: readonly EventRecord[];
  isQueue: boolean;
  outcomes?: readonly RecordOutcome[];
};

export type BatchRequest = MiddyRequest<unknown, unknown, Error, Context, BatchState>;
export type BatchMiddleware = (request: BatchRequest) => void;
