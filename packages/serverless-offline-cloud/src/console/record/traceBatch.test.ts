import { expect, test } from '@jest/globals';
import type { QueueMessage } from '../../lambda/eventSource/messageQueue.ts';
import type { Span } from '../trace/span.ts';
import { readTraceHeader } from '../trace/traceHeader.ts';
import { traceBatch } from './traceBatch.ts';
import { Tracer } from './tracer.ts';

const queue = { name: 'sync', deadLetters: { name: 'sync-dlq', maxReceiveCount: 3 } };
const headerOf = (trace: string): string =>
  `Root=1-${trace.repeat(8)}-${trace.repeat(24)};Parent=${'c'.repeat(16)}`;

const message = (id: string, attributes: Record<string, string>): QueueMessage => ({
  ...{ id, receiptHandle: id, body: '{}', md5OfBody: '', messageAttributes: {} },
  attributes: { SentTimestamp: '1000', ApproximateReceiveCount: '1', ...attributes },
});

const run = (messages: QueueMessage[], failed: string[] = []) => {
  const spans: Span[] = [];
  const batch = traceBatch(new Tracer((span) => spans.push(span)), queue, messages);
  batch.end(new Set(failed));
  return { cause: batch.cause, spans };
};

test('messages of one trace go on in it, from the wait of the first', () => {
  const header = { AWSTraceHeader: headerOf('a') };
  const { cause, spans } = run([message('1', header), message('2', header)]);
  expect(readTraceHeader(cause.traceHeader)).toEqual({
    traceId: 'a'.repeat(32),
    parentSpanId: spans[0]?.spanId,
  });
  expect(spans.map(({ name, startMs, parentSpanId }) => [name, startMs, parentSpanId])).toEqual(
    [1, 2].map(() => ['wait in sync', 1000, 'c'.repeat(16)]),
  );
});

test('messages of several traces lead to a new one, which links to the wait in each', () => {
  const { cause, spans } = run(
    ['a', 'b'].map((trace) => message(trace, { AWSTraceHeader: headerOf(trace) })),
  );
  expect(cause.traceHeader).toBeUndefined();
  expect(cause.links).toEqual(spans.map(({ traceId, spanId }) => ({ traceId, spanId })));
  expect(spans.map(({ traceId }) => traceId[0])).toEqual(['a', 'b']);
});

test('a message without a trace begins one', () => {
  const { cause, spans } = run([message('1', {})]);
  expect(readTraceHeader(cause.traceHeader)?.traceId).toBe(spans[0]?.traceId);
});

test('a message that failed and comes again is told of in its own trace', () => {
  const { spans } = run([message('1', { AWSTraceHeader: headerOf('a') }), message('2', {})], ['1']);
  expect(spans[2]).toMatchObject({
    ...{ name: 'failed', traceId: 'a'.repeat(32), parentSpanId: spans[0]?.spanId },
    error: 'receive 1 of 3 failed: it returns to sync',
  });
  expect(spans).toHaveLength(3);
});

test('a message that failed at its last receive becomes a dead letter', () => {
  const { spans } = run([message('1', { ApproximateReceiveCount: '3' })], ['1']);
  expect(spans[1]?.attributes['messaging.dead_letter']).toBe('sync-dlq');
});
