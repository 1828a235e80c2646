import { expect, test } from '@jest/globals';
import { exampleSpan } from './exampleSpans.ts';
import { joinTraces } from './joinTraces.ts';
import { type Trace, TraceRecorder } from './traceRecorder.ts';

const [sender, other, batch] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];
const ids = {
  wait: '1'.repeat(16),
  otherWait: '2'.repeat(16),
  invocation: '3'.repeat(16),
  call: '4'.repeat(16),
};

const record = (): TraceRecorder => {
  const recorder = new TraceRecorder();
  recorder.record(exampleSpan({ traceId: sender, spanId: ids.wait }));
  recorder.record(exampleSpan({ traceId: other, spanId: ids.otherWait }));
  const links = [
    { traceId: other, spanId: ids.otherWait },
    { traceId: sender, spanId: ids.wait },
  ];
  recorder.record(exampleSpan({ traceId: batch, spanId: ids.invocation, links, startMs: 1_005 }));
  recorder.record(
    exampleSpan({ traceId: batch, spanId: ids.call, parentSpanId: ids.invocation, startMs: 1_006 }),
  );
  return recorder;
};

const join = (traceId: string) => {
  const recorder = record();
  return joinTraces(recorder, recorder.find(traceId) as Trace).spans.map((span) => [
    span.spanId,
    span.parentSpanId,
  ]);
};

test('what a batch did stands below the message of the sender', () => {
  expect(join(sender)).toEqual([
    [ids.wait, undefined],
    [ids.invocation, ids.wait],
    [ids.call, ids.invocation],
  ]);
});

test('what a batch did stands below the message of each of its senders', () => {
  expect(join(other)[1]).toEqual([ids.invocation, ids.otherWait]);
});

test('a batch has nothing of its senders', () => {
  expect(join(batch).map(([spanId]) => spanId)).toEqual([ids.invocation, ids.call]);
});
