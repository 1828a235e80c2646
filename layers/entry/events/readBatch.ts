// Middleware: reads the records from Lambda's event and sets the deadline for all of them.
import * as z from 'zod/mini';
import type { Batch, BatchMiddleware, EventRecord } from './batch.ts';

// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
const sqsRecord = z.object({
  eventSource: z.literal('aws:sqs'),
  messageId: z.string(),
  body: z.string(),
  receiptHandle: z.optional(z.string()),
  attributes: z.optional(z.object({ ApproximateReceiveCount: z.optional(z.string()) })),
});
const sqsEvent = z.object({ Records: z.array(sqsRecord) });

/** Kept back from Lambda's remaining time, to report what failed and to write the log line. */
const marginMs = 500;

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

const readRecords = (event: unknown): { records: EventRecord[]; isQueue: boolean } => {
  const { success, data } = sqsEvent.safeParse(event);
  if (success) return { records: data.Records.map(toRecord), isQueue: true };
  // The JSON batch format of CloudEvents is an array; anything else is one event.
  const bodies = Array.isArray(event) ? event : [event];
  return { records: bodies.map((body) => ({ messageId: undefined, body })), isQueue: false };
};

export const readBatch =
  (now: () => number): BatchMiddleware =>
  (request) => {
    const startedMs = now();
    const { records, isQueue } = readRecords(request.event);
    Object.assign(request.internal, { startedMs, records, isQueue });
    const deadlineMs = startedMs + request.context.getRemainingTimeInMillis() - marginMs;
    request.event = { records, call: { deadlineMs } } satisfies Batch;
  };
