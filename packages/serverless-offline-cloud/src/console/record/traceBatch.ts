// A batch of an event source mapping as spans: how long each message waited, and what became of it.
// https://opentelemetry.io/docs/specs/semconv/messaging/sqs/
import type { QueueMessage } from '../../lambda/eventSource/messageQueue.ts';
import {
  newTraceId,
  readTraceHeader,
  type SpanContext,
  type TraceParent,
  writeTraceHeader,
} from '../trace/traceHeader.ts';
import type { InvocationCause } from './traceInvoke.ts';
import { preciseNow, type Tracer } from './tracer.ts';

export type BatchQueue = {
  name: string;
  /** Where messages go that were received too often. */
  deadLetters?: { name: string; maxReceiveCount: number } | undefined;
};

export type TracedBatch = {
  cause: InvocationCause;
  /** Tells what became of the batch. */
  end(failedIds: ReadonlySet<string>): void;
};

const maxBodyLength = 16 * 1024;

const receiveCountOf = ({ attributes }: QueueMessage): number =>
  Number(attributes.ApproximateReceiveCount ?? 1);

const queueAttributes = ({ name }: BatchQueue) => ({
  'messaging.system': 'aws_sqs',
  'messaging.destination.name': name,
});

/** From when it was sent, or became visible again, to now; its parent is whoever sent it. */
const recordWait = (
  tracer: Tracer,
  queue: BatchQueue,
  message: QueueMessage,
  parent: TraceParent,
): SpanContext => {
  const endMs = preciseNow();
  const receiveCount = receiveCountOf(message);
  return tracer.record({
    name: `wait in ${queue.name}`,
    service: 'sqs',
    kind: 'consumer',
    parent,
    // Only the first wait begins when the message was sent.
    startMs: receiveCount > 1 ? endMs : Math.min(endMs, Number(message.attributes.SentTimestamp ?? endMs)),
    endMs,
    attributes: {
      ...queueAttributes(queue),
      'messaging.operation.type': 'receive',
      'messaging.message.id': message.id,
      'messaging.message.body': message.body.slice(0, maxBodyLength),
      'messaging.receive_count': receiveCount,
    },
  });
};

/** Messages of one trace go on in it; those of several lead to a new one, which links to theirs. */
const toCause = (queue: BatchQueue, waits: readonly SpanContext[]): InvocationCause => {
  const [first] = waits;
  const isOne = new Set(waits.map(({ traceId }) => traceId)).size === 1;
  const attributes = { ...queueAttributes(queue), 'messaging.batch.message_count': waits.length };
  return first && isOne ? { traceHeader: writeTraceHeader(first), attributes } : { links: waits, attributes };
};

/** Call it when the batch was received. */
export const traceBatch = (
  tracer: Tracer,
  queue: BatchQueue,
  messages: readonly QueueMessage[],
): TracedBatch => {
  const waits = messages.map((message): [QueueMessage, SpanContext] => {
    const parent = readTraceHeader(message.attributes.AWSTraceHeader) ?? { traceId: newTraceId(Date.now()) };
    return [message, recordWait(tracer, queue, message, parent)];
  });
  const recordFailure = (message: QueueMessage, wait: SpanContext): void => {
    const receiveCount = receiveCountOf(message);
    const { deadLetters } = queue;
    const isDead = deadLetters !== undefined && receiveCount >= deadLetters.maxReceiveCount;
    const now = preciseNow();
    tracer.record({
      name: isDead ? 'dead letter' : 'failed',
      service: 'sqs',
      kind: 'producer',
      parent: { traceId: wait.traceId, parentSpanId: wait.spanId },
      startMs: now,
      endMs: now,
      attributes: {
        ...queueAttributes(queue),
        'messaging.message.id': message.id,
        'messaging.receive_count': receiveCount,
        ...(isDead && { 'messaging.dead_letter': deadLetters.name }),
      },
      error: `receive ${receiveCount}${deadLetters ? ` of ${deadLetters.maxReceiveCount}` : ''} failed: ${
        isDead ? `the message goes to ${deadLetters.name}` : `it returns to ${queue.name}`
      }`,
    });
  };
  return {
    cause: toCause(
      queue,
      waits.map(([, wait]) => wait),
    ),
    end: (failedIds) => {
      for (const [message, wait] of waits) if (failedIds.has(message.id)) recordFailure(message, wait);
    },
  };
};
