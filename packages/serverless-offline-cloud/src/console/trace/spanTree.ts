// The spans of a trace in the order of a waterfall: each below the one that caused it.
import type { Span } from './span.ts';

export type TreeRow = {
  span: Span;
  /** 0 for a span without a known parent. */
  depth: number;
  /** Where its bar begins and how long it is, as shares of the whole trace, 0 to 1. */
  start: number;
  width: number;
};

export type SpanTree = { rows: TreeRow[]; startMs: number; endMs: number };

/** `nowMs` is where spans that still run end. */
export const toSpanTree = (spans: readonly Span[], nowMs: number): SpanTree => {
  const startMs = Math.min(...spans.map((span) => span.startMs));
  const endMs = Math.max(...spans.map((span) => span.endMs ?? nowMs));
  const totalMs = Math.max(endMs - startMs, 0.001);
  const sorted = [...spans].sort((one, other) => one.startMs - other.startMs);
  const known = new Set(spans.map(({ spanId }) => spanId));
  const children = Map.groupBy(sorted, ({ parentSpanId }) =>
    parentSpanId !== undefined && known.has(parentSpanId) ? parentSpanId : undefined,
  );
  const rows: TreeRow[] = [];
  const placed = new Set<Span>();
  const place = (span: Span, depth: number): void => {
    if (placed.has(span)) return;
    placed.add(span);
    const start = (span.startMs - startMs) / totalMs;
    rows.push({ span, depth, start, width: ((span.endMs ?? nowMs) - span.startMs) / totalMs });
    for (const child of children.get(span.spanId) ?? []) place(child, depth + 1);
  };
  for (const root of children.get(undefined) ?? []) place(root, 0);
  // Spans of an imported file may name each other in a circle.
  for (const span of sorted) place(span, 0);
  return { rows, startMs, endMs };
};
