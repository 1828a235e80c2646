// A batch of events: its records, what becomes of each, and how they are read from Lambda's event.
import * as z from 'zod/mini';
import type { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import type { PublicError } from '#layers/base/errors/publicError.ts';
import type { Invocation } from '#layers/entry/invocation.ts';

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
