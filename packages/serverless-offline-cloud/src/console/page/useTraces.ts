// The traces that fit a filter, as they come.
import { useEffect, useState } from 'preact/hooks';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { follow } from './api.ts';

/** After a connection that ended: the local cloud was started again. */
const againMs = 1_000;

export type Traces = { traces: TraceSummary[]; error?: string | undefined; isLive: boolean };

/** The newest first. Nothing comes while `isPaused`. */
export const useTraces = (filter: string, isPaused: boolean, version: number): Traces => {
  const [state, setState] = useState<Traces>({ traces: [], isLive: false });
  useEffect(() => {
    if (isPaused) return;
    const controller = new AbortController();
    const byId = new Map<string, TraceSummary>();
    const take = (values: unknown[]): void => {
      for (const summary of values as TraceSummary[]) byId.set(summary.traceId, summary);
      const traces = [...byId.values()].sort((one, other) => other.startMs - one.startMs);
      setState({ traces, isLive: true });
    };
    const run = async (): Promise<void> => {
      while (!controller.signal.aborted) {
        byId.clear();
        setState((before) => ({ traces: before.traces, isLive: true }));
        const path = `/traces?follow=true&limit=10000&filter=${encodeURIComponent(filter)}`;
        const error = await follow(path, take, controller.signal).then(
          () => undefined,
          (failure: Error) => failure.message,
        );
        if (controller.signal.aborted) return;
        setState((before) => ({ traces: before.traces, error, isLive: false }));
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    };
    setState({ traces: [], isLive: true });
    void run();
    return () => controller.abort();
  }, [filter, isPaused, version]);
  return state;
};
