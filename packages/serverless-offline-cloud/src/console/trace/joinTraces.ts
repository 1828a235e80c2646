// A trace with the batches that its messages went on in, whose spans belong to traces of their own.
import type { Span } from './span.ts';
import type { Trace, TraceRecorder } from './traceRecorder.ts';

/** The spans of a batch, below the span that they link to in `known`. */
const attach = ({ spans }: Trace, known: ReadonlySet<string>): Span[] =>
  spans.map((span) => {
    const link = span.links.find(({ spanId }) => known.has(spanId));
    return link ? { ...span, parentSpanId: link.spanId } : span;
  });

/** Also over several batches, one after the other. Traces that led to it stay out. */
export const joinTraces = (recorder: TraceRecorder, { traceId, spans }: Trace): Trace => {
  const joined = [...spans];
  const done = new Set([traceId]);
  const waiting = [traceId];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    for (const next of recorder.findFollowers(id).filter((follower) => !done.has(follower))) {
      const trace = recorder.find(next);
      if (!trace) continue;
      done.add(next);
      waiting.push(next);
      joined.push(...attach(trace, new Set(joined.map(({ spanId }) => spanId))));
    }
  }
  return { traceId, spans: joined.sort((one, other) => one.startMs - other.startMs) };
};
