import { expect, test } from '@jest/globals';
import { exampleSpan, exampleTrace } from './exampleSpans.ts';
import { TraceRecorder } from './traceRecorder.ts';

const idOf = (index: number): string => String(index).padStart(32, '0');

const record = (recorder: TraceRecorder, count: number, attributes = {}): void => {
  for (let index = 0; index < count; index += 1) {
    recorder.record(
      exampleSpan({
        traceId: idOf(index),
        attributes: { ...attributes, 'messaging.message.id': `m${index}` },
      }),
    );
  }
};

test('the oldest traces make room when there are too many', () => {
  const recorder = new TraceRecorder({ maxTraces: 3, maxBytes: 1e9 });
  record(recorder, 5);
  expect(recorder.list().map(({ traceId }) => traceId)).toEqual([idOf(4), idOf(3), idOf(2)]);
  expect(recorder.find('m1')).toBeUndefined();
  expect(recorder.find('m2')?.traceId).toBe(idOf(2));
});

test('the oldest traces make room when they hold too many bytes', () => {
  const recorder = new TraceRecorder({ maxTraces: 1e6, maxBytes: 50_000 });
  record(recorder, 100, { body: 'x'.repeat(5_000) });
  expect(recorder.list().length).toBeLessThan(6);
  expect(recorder.usage.bytes).toBeLessThanOrEqual(50_000);
  expect(recorder.list()[0]?.traceId).toBe(idOf(99));
});

test('a trace larger than the bound stays until the next one comes', () => {
  const recorder = new TraceRecorder({ maxTraces: 10, maxBytes: 100 });
  record(recorder, 2, { body: 'x'.repeat(5_000) });
  expect(recorder.list().map(({ traceId }) => traceId)).toEqual([idOf(1)]);
});

test('a span that ends replaces what was recorded when it began', () => {
  const recorder = new TraceRecorder();
  recorder.record(exampleSpan({ endMs: undefined }));
  const { bytes } = recorder.usage;
  recorder.record(exampleSpan());
  expect(recorder.list()[0]?.spans).toEqual([exampleSpan()]);
  expect(recorder.usage.bytes).toBe(bytes);
});

test('a trace is found by its own id, whatever the case, and by the id of a request', () => {
  const recorder = new TraceRecorder();
  for (const span of exampleTrace()) recorder.record(span);
  const { traceId } = exampleSpan();
  expect(recorder.find('a-request')?.traceId).toBe(traceId);
  expect(recorder.find(traceId.toUpperCase())?.spans).toHaveLength(5);
  expect(recorder.find('another')).toBeUndefined();
});

test('a trace is followed by the batches that link to it, until they make room', () => {
  const recorder = new TraceRecorder({ maxTraces: 3, maxBytes: 1e9 });
  record(recorder, 2);
  const links = [0, 1].map((index) => ({ traceId: idOf(index), spanId: exampleSpan().spanId }));
  recorder.record(exampleSpan({ traceId: idOf(2), links }));
  expect(recorder.findFollowers(idOf(1))).toEqual([idOf(2)]);
  expect(recorder.findFollowers(idOf(2))).toEqual([]);
  for (const index of [3, 4, 5]) recorder.record(exampleSpan({ traceId: idOf(index) }));
  expect(recorder.findFollowers(idOf(1))).toEqual([]);
});

test('listeners are told of changes until they unsubscribe', () => {
  const recorder = new TraceRecorder();
  const told: string[] = [];
  const unsubscribe = recorder.subscribe((traceId) => told.push(traceId));
  record(recorder, 2);
  unsubscribe();
  record(recorder, 3);
  expect(told).toEqual([idOf(0), idOf(1)]);
});

test('a trace that is to come is waited for', async () => {
  const recorder = new TraceRecorder();
  const awaited = recorder.await('m1', 60_000);
  record(recorder, 2);
  expect((await awaited)?.traceId).toBe(idOf(1));
});

test('a trace that does not come is not waited for beyond the time', async () => {
  expect(await new TraceRecorder().await('m1', 1)).toBeUndefined();
});

test('nothing is left after clear', () => {
  const recorder = new TraceRecorder();
  record(recorder, 3);
  recorder.clear();
  expect(recorder.usage).toMatchObject({ traces: 0, bytes: 0 });
  expect(recorder.find('m1')).toBeUndefined();
});
