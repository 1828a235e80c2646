// A batch of events: read from Lambda's event, checked one by one, applied together.
import * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import { createInvalidRequest, PublicError, parseInput } from '#layers/base/errors/publicError.ts';
import type { Invocation } from '#layers/entry/invocation.ts';
import { unwrapEvent } from './cloudEvent.ts';

/** One event as it was delivered. */
export type EventRecord = {
  /** Names a failed record to its queue; undefined for an event that comes from no queue. */
  messageId: string | undefined;
  body: unknown;
  receipt?: Receipt | undefined;
};

/**
 * What became of a record. `stale`: something newer was applied before. PublicError: the event is invalid. DatabaseError:
 * it could not be applied and may come again.
 */
export type RecordOutcome = 'applied' | 'stale' | PublicError | DatabaseError;

export type Batch = Invocation & {
  records: readonly EventRecord[];
  isQueue: boolean;
  /** One for each record, in their order, once all were tried. */
  outcomes?: readonly RecordOutcome[];
};

// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
const sqsRecord = z.object({
  eventSource: z.literal('aws:sqs'),
  messageId: z.string(),
  body: z.string(),
  receiptHandle: z.optional(z.string()),
  attributes: z.optional(z.object({ ApproximateReceiveCount: z.optional(z.string()) })),
});
const sqsEvent = z.object({ Records: z.array(sqsRecord) });

const toRecord = ({
  messageId,
  body,
  receiptHandle,
  attributes,
}: z.output<typeof sqsRecord>): EventRecord => ({
  messageId,
  body,
  ...(receiptHandle && {
    receipt: { handle: receiptHandle, receives: Number(attributes?.ApproximateReceiveCount ?? 1) },
  }),
});

export const toBatch = (event: unknown, begun: Invocation): Batch => {
  const { success, data } = sqsEvent.safeParse(event);
  if (success) return { ...begun, records: data.Records.map(toRecord), isQueue: true };
  // The JSON batch format of CloudEvents is an array; anything else is one event.
  const bodies = Array.isArray(event) ? event : [event];
  return { ...begun, records: bodies.map((body) => ({ messageId: undefined, body })), isQueue: false };
};

export type EventUseCase<Event, Change> = {
  /** Returns what a valid event changes. Throws InvalidRequest when this directory cannot take it. */
  read(event: Event, nowMs: number): Change;
  /** Applies all changes and returns an outcome for each, in their order, by the call's deadline. */
  apply(changes: readonly Change[], call: CallContext): Promise<RecordOutcome[]>;
};

const readChange = <Schema extends z.ZodMiniType, Change>(
  schema: Schema,
  { read }: EventUseCase<z.output<Schema>, Change>,
  body: unknown,
  nowMs: number,
): { change: Change } | PublicError => {
  try {
    const event = unwrapEvent(body);
    if (event === undefined) throw createInvalidRequest([{ parameter: 'body', detail: 'must be JSON' }]);
    return { change: read(parseInput(schema, event), nowMs) };
  } catch (error) {
    if (error instanceof PublicError) return error;
    throw error;
  }
};

/** Returns an outcome for each record, in their order. */
export const applyBatch = async <Schema extends z.ZodMiniType, Change>(
  { records, call }: Pick<Batch, 'records' | 'call'>,
  schema: Schema,
  useCase: EventUseCase<z.output<Schema>, Change>,
  nowMs: number,
): Promise<RecordOutcome[]> => {
  const read = records.map(({ body }) => readChange(schema, useCase, body, nowMs));
  const changes = read.flatMap((result) => ('change' in result ? [result.change] : []));
  const applied = (await useCase.apply(changes, call)).values();
  return read.map((result) => ('change' in result ? (applied.next().value as RecordOutcome) : result));
};
