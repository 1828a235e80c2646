import { expect, test } from '@jest/globals';
import { exampleSpan, exampleTrace } from './exampleSpans.ts';
import { toSpanTree } from './spanTree.ts';

test('each span is below the one that caused it, at its share of the time', () => {
  const { rows } = toSpanTree(exampleTrace().reverse(), 0);
  expect(rows.map(({ span, depth }) => [span.name, depth])).toEqual([
    ['GET /search', 0],
    ['searchUser', 1],
    ...[1, 2, 3].map(() => ['ExecuteStatement', 2]),
  ]);
  expect(rows[1]).toMatchObject({ start: 0.1, width: 0.8 });
});

test('spans whose parent is unknown, or that name each other, stand at the left', () => {
  const spans = [
    exampleSpan({ spanId: 'a', parentSpanId: 'b' }),
    exampleSpan({ spanId: 'b', parentSpanId: 'a' }),
    exampleSpan({ spanId: 'c', parentSpanId: 'gone' }),
  ];
  const { rows } = toSpanTree(spans, 0);
  expect(rows.map(({ span }) => span.spanId).sort()).toEqual(['a', 'b', 'c']);
  expect(rows.find(({ span }) => span.spanId === 'c')?.depth).toBe(0);
});
