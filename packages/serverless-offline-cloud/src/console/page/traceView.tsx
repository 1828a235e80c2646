// One trace: how it ended, its waterfall, errors, log lines, request and answer.
import { useEffect, useState } from 'preact/hooks';
import type { Span } from '../trace/span.ts';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { ask } from './api.ts';
import { formatMs, prettify } from './format.ts';
import { hrefOf, navigate } from './location.ts';
import { LogLines, toLines } from './logLines.tsx';
import { SendPanel } from './sendPanel.tsx';
import { Waterfall } from './waterfall.tsx';

export type FoundTrace = { summary: TraceSummary; spans: Span[]; senders: TraceSummary[] };

const againMs = 250;
/** What its messages lead to may come later, and is no change of the trace itself. */
const recentAgainMs = 1_000;
const recentMs = 120_000;

const nextLoadMs = ({ isRunning, startMs, durationMs }: TraceSummary): number | undefined => {
  if (isRunning) return againMs;
  return Date.now() - startMs - durationMs < recentMs ? recentAgainMs : undefined;
};

/** Waits for a trace that is to come, and follows one that runs. */
const useTrace = (id: string, changed: string | undefined): { trace?: FoundTrace; error?: string } => {
  const [state, setState] = useState<{ trace?: FoundTrace; error?: string }>({});
  useEffect(() => {
    let isOver = false;
    const load = async (): Promise<void> => {
      const found = await ask<FoundTrace>(`/traces/${encodeURIComponent(id)}?wait=true`).then(
        (trace) => ({ trace }),
        (error: Error) => ({ error: error.message }),
      );
      if (isOver) return;
      setState(found);
      const nextMs = 'trace' in found ? nextLoadMs(found.trace.summary) : undefined;
      if (nextMs !== undefined) setTimeout(load, nextMs);
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [id, changed]);
  return state;
};

const Errors = ({ spans }: { spans: readonly Span[] }) => {
  const errors = spans.flatMap(({ name, events }) =>
    events.filter((event) => event.name === 'exception').map(({ attributes }) => ({ name, attributes })),
  );
  return (
    <>
      {errors.map(({ name, attributes }) => (
        <div class="card failure">
          <b>
            {name}: {attributes['exception.type']}
          </b>
          <pre>{attributes['exception.stacktrace'] ?? attributes['exception.message']}</pre>
        </div>
      ))}
    </>
  );
};

const headersOf = ({ attributes }: Span, prefix: string): [string, string][] =>
  Object.entries(attributes)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), String(value)]);

const Message = ({ title, span, kind }: { title: string; span: Span; kind: 'request' | 'response' }) => {
  const body = span.attributes[`http.${kind}.body`];
  const size = span.attributes[`http.${kind}.body.size`];
  const isProblem = String(span.attributes['http.response.header.content-type']).includes('problem');
  return (
    <details class="card" open={kind === 'response' && isProblem}>
      <summary>
        {title} {size !== undefined && <small>{size} bytes</small>}
      </summary>
      <table>
        {headersOf(span, `http.${kind}.header.`).map(([name, value]) => (
          <tr>
            <th>{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </table>
      {body !== undefined && <pre>{prettify(String(body))}</pre>}
    </details>
  );
};

const Head = ({ summary, query }: { summary: TraceSummary; query: URLSearchParams }) => {
  const { name, status, durationMs, startMs, isRunning, isError, requestId, traceId, marks, faults } =
    summary;
  return (
    <header>
      <a class="back" href={hrefOf('traces', undefined, query)} aria-label="Back to the list">
        ←
      </a>
      <h1>
        <span class={isError ? 'pill error' : 'pill'}>
          {status ?? (isError ? 'failed' : isRunning ? 'running' : 'ok')}
        </span>{' '}
        {name}
      </h1>
      <p class="facts">
        <span>{isRunning ? 'running' : formatMs(durationMs)}</span>
        <span>{new Date(startMs).toLocaleString('en-GB')}</span>
        {requestId && <code title="Request id">{requestId}</code>}
        {!requestId && <code title="Trace id">{traceId}</code>}
        {[...faults.map((fault) => `fault ${fault}`), ...marks].map((tag) => (
          <i>{tag}</i>
        ))}
      </p>
    </header>
  );
};

const Senders = ({ senders, query }: { senders: readonly TraceSummary[]; query: URLSearchParams }) => (
  <div class="card">
    <b>Messages of</b>
    {senders.map(({ traceId, name, isError }) => (
      <p>
        <a href={hrefOf('traces', traceId, query)}>
          {isError ? '✗ ' : ''}
          {name}
        </a>
      </p>
    ))}
  </div>
);

type TraceViewProps = {
  id: string;
  query: URLSearchParams;
  /** Changes when the trace did. */
  changed: string | undefined;
  onFilter(filter: string): void;
};

export const TraceView = ({ id, query, changed, onFilter }: TraceViewProps) => {
  const { trace, error } = useTrace(id, changed);
  const traceId = trace?.summary.traceId;
  useEffect(() => {
    // By another id, as of a message: the list knows the trace by its own.
    if (traceId !== undefined && traceId !== id)
      navigate(hrefOf('traces', traceId, query), { replace: true });
  }, [traceId]);
  if (!trace) return <section class="detail hint">{error && <p>{error}</p>}</section>;
  const { summary, spans, senders } = trace;
  const request = spans.find(({ service }) => service === 'apigateway');
  const lines = toLines(spans);
  return (
    <section class="detail" aria-label="Trace">
      <Head summary={summary} query={query} />
      <SendPanel summary={summary} spans={spans} query={query} />
      <Errors spans={spans} />
      <Waterfall spans={spans} onFilter={onFilter} />
      {senders.length > 0 && <Senders senders={senders} query={query} />}
      {lines.length > 0 && <LogLines lines={lines} />}
      {request && <Message title="Response" span={request} kind="response" />}
      {request && <Message title="Request" span={request} kind="request" />}
    </section>
  );
};
