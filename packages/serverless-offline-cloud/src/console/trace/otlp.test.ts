import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exampleSpan, exampleTrace } from './exampleSpans.ts';
import { readOtlp } from './readOtlp.ts';
import type { Span } from './span.ts';
import { toOtlp } from './toOtlp.ts';

const read = (spans: readonly Span[]): Span[] => readOtlp(JSON.parse(JSON.stringify(toOtlp(spans))));

test('spans that were written are read as the same', () => {
  const hex = (length: number) =>
    fc.stringMatching(new RegExp(`^[\\da-f]{${length}}$`)).filter((text) => text.length === length);
  const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string()));
  const attributes = fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    value,
  );
  const milliseconds = fc.integer({ min: 0, max: 2 ** 42 }).map((quarters) => quarters / 4);
  const span = fc.record({
    ...{ traceId: hex(32), spanId: hex(16), name: fc.string(), startMs: milliseconds, endMs: milliseconds },
    kind: fc.constantFrom('internal' as const, 'server' as const, 'client' as const, 'producer' as const),
    ...{ attributes, links: fc.array(fc.record({ traceId: hex(32), spanId: hex(16) })) },
    events: fc.array(fc.record({ name: fc.string(), timeMs: milliseconds, attributes })),
    error: fc.option(fc.string(), { nil: undefined }),
  });
  fc.assert(
    fc.property(span, (members) => {
      expect(read([exampleSpan(members)])).toEqual([exampleSpan(members)]);
    }),
  );
});

test('each service is a resource with its spans', () => {
  const { resourceSpans } = toOtlp(exampleTrace()) as {
    resourceSpans: { scopeSpans: { spans: object[] }[] }[];
  };
  expect(resourceSpans.map(({ scopeSpans }) => scopeSpans[0]?.spans.length)).toEqual([1, 1, 3]);
  expect(read(exampleTrace()).map(({ service }) => service)).toEqual([
    ...['apigateway', 'lambda', 'rds-data', 'rds-data', 'rds-data'],
  ]);
});

test('a span that runs has no end', () => {
  expect(read([exampleSpan({ endMs: undefined })])[0]?.endMs).toBeUndefined();
});

test.each([{}, { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'x' }] }] }] }, null])(
  'refuses %j, which is no request of OTLP',
  (request) => {
    expect(() => readOtlp(request)).toThrow();
  },
);
