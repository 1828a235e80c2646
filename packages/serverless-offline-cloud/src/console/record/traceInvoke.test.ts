import { expect, test } from '@jest/globals';
import { FunctionError } from '../../lambda/functionError.ts';
import type { Span } from '../trace/span.ts';
import { readTraceHeader } from '../trace/traceHeader.ts';
import { type InvokeFunction, traceInvoke } from './traceInvoke.ts';
import { Tracer } from './tracer.ts';

const create = (invoke: InvokeFunction) => {
  const spans: Span[] = [];
  return { spans, invoke: traceInvoke(invoke, new Tracer((span) => spans.push(span))) };
};

test('the function is given its own span as the parent of what it causes', async () => {
  const { spans, invoke } = create(async (_key, _event, { traceHeader }) => JSON.stringify(traceHeader));
  const cause = { traceHeader: `Root=1-${'a'.repeat(8)}-${'b'.repeat(24)};Parent=${'c'.repeat(16)}` };
  const given = readTraceHeader(JSON.parse(await invoke('getUsers', {}, cause)));
  expect(given).toEqual({ traceId: spans[0]?.traceId, parentSpanId: spans[0]?.spanId });
  expect(spans[0]).toMatchObject({ traceId: 'a'.repeat(8) + 'b'.repeat(24), parentSpanId: 'c'.repeat(16) });
});

test('a function that throws is told of with its stack, and its caller too', async () => {
  const error = new FunctionError({
    errorType: 'TypeError',
    errorMessage: 'x',
    stack: 'TypeError: x\n at f',
  });
  const { spans, invoke } = create(() => Promise.reject(error));
  await expect(invoke('getUsers', {})).rejects.toBe(error);
  expect(spans.at(-1)).toMatchObject({
    error: 'TypeError: x',
    events: [{ name: 'exception', attributes: { 'exception.stacktrace': 'TypeError: x\n at f' } }],
  });
});

test.each([
  [{ requestContext: { http: {} } }, 'http'],
  [{ Records: [{ eventSource: 'aws:sqs' }] }, 'pubsub'],
  [{ source: 'aws.events' }, 'timer'],
  [{ source: 'aws.scheduler' }, 'timer'],
  [{}, 'other'],
  [null, 'other'],
])('the event %j has the trigger %s', async (event, trigger) => {
  const { spans, invoke } = create(async () => 'null');
  await invoke('a', event);
  expect(spans.at(-1)?.attributes['faas.trigger']).toBe(trigger);
});
