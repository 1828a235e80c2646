// The lines that functions printed, the newest at the end.
import { useEffect, useState } from 'preact/hooks';
import type { LogLine } from '../api/traceOperations.ts';
import { follow } from './api.ts';
import { FilterBar } from './filterBar.tsx';
import { hrefOf, navigate, type PageLocation } from './location.ts';
import { LogLines, type ShownLine } from './logLines.tsx';

/** More are not shown at once. */
const maxLines = 500;

const toShown = ({ time, function: source, line, traceId }: LogLine): ShownLine => ({
  timeMs: Date.parse(time),
  source,
  text: line,
  href: hrefOf('traces', traceId),
});

export const LogsView = ({ query }: PageLocation) => {
  const filter = query.get('filter') ?? '';
  const [lines, setLines] = useState<ShownLine[]>([]);
  const [error, setError] = useState<string>();
  useEffect(() => {
    const controller = new AbortController();
    setLines([]);
    setError(undefined);
    const take = (values: unknown[]) =>
      setLines((before) => [...before, ...(values as LogLine[]).map(toShown)].slice(-maxLines));
    const path = `/logs?follow=true&filter=${encodeURIComponent(filter)}`;
    follow(path, take, controller.signal).catch(({ name, message }: Error) => {
      if (name !== 'AbortError') setError(message);
    });
    return () => controller.abort();
  }, [filter]);
  const setFilter = (text: string) =>
    navigate(hrefOf('logs', undefined, new URLSearchParams(text === '' ? {} : { filter: text })), {
      replace: true,
    });
  return (
    <div class="page">
      <FilterBar filter={filter} error={error} traces={[]} onChange={setFilter} />
      {lines.length === 0 ? <p class="empty">No lines yet.</p> : <LogLines lines={lines} />}
    </div>
  );
};
