import { expect, test } from '@jest/globals';
import { newSpanId, newTraceId, readTraceHeader, writeTraceHeader } from './traceHeader.ts';

test('a header that was written is read as the same trace and parent', () => {
  const traceId = newTraceId(1_796_102_938_000);
  const spanId = newSpanId();
  expect(traceId).toMatch(/^6b0e5b1a[\da-f]{24}$/);
  expect(readTraceHeader(writeTraceHeader({ traceId, spanId }))).toEqual({ traceId, parentSpanId: spanId });
});

test('a header of API Gateway has no parent', () => {
  expect(readTraceHeader('Root=1-5759e988-bd862e3fe1be46a994272793')).toEqual({
    traceId: '5759e988bd862e3fe1be46a994272793',
    parentSpanId: undefined,
  });
});

test('the order of the fields, and fields of a caller, do not matter', () => {
  const header = 'Sampled=1;Parent=53995c3f42cd8ad8;app=x; Root=1-5759e988-BD862e3fe1be46a994272793';
  expect(readTraceHeader(header)).toEqual({
    traceId: '5759e988bd862e3fe1be46a994272793',
    parentSpanId: '53995c3f42cd8ad8',
  });
});

test.each([undefined, '', 'Root=1-5759e988', 'Root=2-5759e988-bd862e3fe1be46a994272793', 'Self=1-x'])(
  'a header %j names no trace',
  (header) => {
    expect(readTraceHeader(header)).toBeUndefined();
  },
);
