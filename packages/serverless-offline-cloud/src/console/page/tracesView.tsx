// The list of traces with its filter, and the trace that was chosen beside it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { ask, usePolled } from './api.ts';
import { FilterBar } from './filterBar.tsx';
import { formatBytes, formatMs, formatTime } from './format.ts';
import { useKeys } from './keyboard.ts';
import { hrefOf, navigate, type PageLocation } from './location.ts';
import { TraceView } from './traceView.tsx';
import { useTraces } from './useTraces.ts';

const rowHeight = 44;
/** Rows beyond what is seen, above and below. */
const spareRows = 12;

const triggerSigns: Readonly<Record<TraceSummary['trigger'], string>> = {
  http: '',
  event: 'event',
  message: 'sqs',
  object: 's3',
  direct: 'invoke',
  schedule: 'schedule',
  other: '',
};

const stateOf = ({ isError, isRunning, faults, marks, status = 0 }: TraceSummary): string => {
  if (isError || marks.includes('unmatched')) return 'error';
  if (isRunning) return 'running';
  return faults.length > 0 || status >= 400 || marks.includes('retried') || marks.includes('warned')
    ? 'warned'
    : 'fine';
};

const Row = ({
  summary,
  query,
  isChosen,
  top,
}: {
  summary: TraceSummary;
  query: URLSearchParams;
  isChosen: boolean;
  top: number;
}) => {
  const { traceId, startMs, name, status, durationMs, trigger, marks, faults, isRunning } = summary;
  const tags = [
    triggerSigns[trigger],
    ...faults,
    ...marks.filter((mark) => mark !== 'cold-start' && mark !== 'warned'),
  ].filter(Boolean);
  return (
    <a
      class={`row ${stateOf(summary)}`}
      href={hrefOf('traces', traceId, query)}
      aria-current={isChosen ? 'true' : undefined}
      style={{ top: `${top}px` }}
    >
      <span class="time">{formatTime(startMs)}</span>
      <span class="name" title={name}>
        {name}
      </span>
      <span class="tags">
        {tags.map((tag) => (
          <i>{tag}</i>
        ))}
      </span>
      <span class="status">
        {status ?? (stateOf(summary) === 'error' ? 'failed' : isRunning ? '…' : 'ok')}
      </span>
      <span class="duration">{isRunning ? 'running' : formatMs(durationMs)}</span>
    </a>
  );
};

/** Only the rows that are seen exist. */
const Rows = ({
  traces,
  query,
  id,
}: {
  traces: readonly TraceSummary[];
  query: URLSearchParams;
  id: string | undefined;
}) => {
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const measure = () =>
      box.current && setScroll({ top: box.current.scrollTop, height: box.current.clientHeight });
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  const index = traces.findIndex(({ traceId }) => traceId === id);
  useEffect(() => {
    const element = box.current;
    if (index < 0 || !element) return;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [index]);
  const from = Math.max(0, Math.floor(scroll.top / rowHeight) - spareRows);
  const to = Math.ceil((scroll.top + scroll.height) / rowHeight) + spareRows;
  return (
    <div
      class="rows"
      ref={box}
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <div class="all" style={{ height: `${traces.length * rowHeight}px` }}>
        {traces.slice(from, to).map((summary, offset) => (
          <Row
            key={summary.traceId}
            summary={summary}
            query={query}
            isChosen={summary.traceId === id}
            top={(from + offset) * rowHeight}
          />
        ))}
      </div>
    </div>
  );
};

const Empty = ({ filter }: { filter: string }) => (
  <div class="empty">
    {filter === '' ? (
      <>
        <p>Nothing yet. Send a request:</p>
        <pre>curl {location.origin}/users</pre>
      </>
    ) : (
      <p>No trace fits the filter.</p>
    )}
  </div>
);

type Usage = { usage: { traces: number; maxTraces: number; bytes: number; maxBytes: number } };

const Foot = ({ isPaused, onPause, onClear }: { isPaused: boolean; onPause(): void; onClear(): void }) => {
  const { data } = usePolled<Usage>('/traces?limit=0', 3_000);
  return (
    <footer>
      <button type="button" class="quiet" onClick={onPause}>
        {isPaused ? '▶ Go on' : '❚❚ Pause'}
      </button>
      <button type="button" class="quiet" onClick={onClear}>
        Clear
      </button>
      <a class="quiet" href="/_console/api/v1/traces?limit=10000" download="traces.otlp.json">
        Export
      </a>
      {data && (
        <span class="usage" title="In memory; the oldest make room">
          {data.usage.traces.toLocaleString('en')} of {data.usage.maxTraces.toLocaleString('en')} traces,{' '}
          {formatBytes(data.usage.bytes)} of {formatBytes(data.usage.maxBytes)}
        </span>
      )}
    </footer>
  );
};

export const TracesView = ({ id, query }: PageLocation) => {
  const filter = query.get('filter') ?? '';
  const [isPaused, setIsPaused] = useState(false);
  const [version, setVersion] = useState(0);
  const { traces, error, isLive } = useTraces(filter, isPaused, version);
  const setFilter = (text: string): void => {
    const next = new URLSearchParams(text === '' ? {} : { filter: text });
    navigate(hrefOf('traces', id, next), { replace: true });
  };
  const clear = async (): Promise<void> => {
    await ask('/traces', 'DELETE');
    navigate(hrefOf('traces', undefined, query));
    setVersion(version + 1);
  };
  useKeys((key) => {
    const at = traces.findIndex(({ traceId }) => traceId === id);
    const next = { j: at + 1, k: at - 1, ArrowDown: at + 1, ArrowUp: at - 1, Enter: at < 0 ? 0 : at }[key];
    const found = next === undefined ? undefined : traces[next];
    if (found) navigate(hrefOf('traces', found.traceId, query), { replace: at >= 0 });
    if (key === 'Escape') navigate(hrefOf('traces', undefined, query));
  });
  const chosen = traces.find(({ traceId }) => traceId === id);
  return (
    <div class={id === undefined ? 'panes' : 'panes chosen'}>
      <section class="list" aria-label="Traces">
        <FilterBar filter={filter} error={error} traces={traces} onChange={setFilter} />
        {traces.length === 0 ? <Empty filter={filter} /> : <Rows traces={traces} query={query} id={id} />}
        {!isLive && !isPaused && <p class="notice">Waiting for the local cloud …</p>}
        <Foot isPaused={isPaused} onPause={() => setIsPaused(!isPaused)} onClear={clear} />
      </section>
      {id === undefined ? (
        <section class="detail hint">
          <p>
            Choose a trace: <kbd>j</kbd> <kbd>k</kbd>, or <kbd>?</kbd> for all keys.
          </p>
        </section>
      ) : (
        <TraceView
          key={id}
          id={id}
          query={query}
          changed={chosen && `${chosen.spans} ${chosen.isRunning}`}
          onFilter={setFilter}
        />
      )}
    </div>
  );
};
