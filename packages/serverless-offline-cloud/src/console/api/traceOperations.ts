// Traces and log lines over HTTP.
import * as z from 'zod';
import type { Answer } from '../../server/startServer.ts';
import { joinTraces } from '../trace/joinTraces.ts';
import { readOtlp } from '../trace/readOtlp.ts';
import { logEvent } from '../trace/span.ts';
import { summarizeTrace } from '../trace/summarizeTrace.ts';
import { toOtlp } from '../trace/toOtlp.ts';
import { parseTraceFilter } from '../trace/traceFilter.ts';
import type { Trace, TraceRecorder } from '../trace/traceRecorder.ts';
import { decodeBodies } from './decodeBodies.ts';
import { follow } from './follow.ts';
import {
  type ConsoleOperation,
  type ConsoleRequest,
  noContent,
  ok,
  operationWithBody,
  problem,
} from './operation.ts';

const defaultLimit = 200;
const maxWaitMs = 5_000;

const filterText =
  'terms such as status:5xx route:/search is:error since:5m queue:sync; a word without a key is looked for everywhere';

export type LogLine = {
  time: string;
  traceId: string;
  function: string;
  requestId: string;
  stream: string;
  line: string;
};

const linesOf = ({ spans, traceId }: Trace): LogLine[] =>
  spans.flatMap(({ events, attributes }) =>
    events
      .filter(({ name }) => name === logEvent)
      .map((event) => ({
        time: new Date(event.timeMs).toISOString(),
        traceId,
        function: String(attributes['faas.name'] ?? ''),
        requestId: String(attributes['faas.invocation_id'] ?? ''),
        stream: String(event.attributes['log.iostream']),
        line: String(event.attributes['log.record.original']),
      })),
  );

const byTime = (one: LogLine, other: LogLine): number => one.time.localeCompare(other.time);

export const createTraceOperations = (recorder: TraceRecorder): ConsoleOperation[] => {
  const readFilter = (query: URLSearchParams) => parseTraceFilter(query.get('filter') ?? '', Date.now());

  const findAll = (query: URLSearchParams): Trace[] => {
    const id = query.get('request');
    const all = id === null ? recorder.list() : [recorder.find(id)].filter((trace) => trace !== undefined);
    return all.filter(readFilter(query));
  };

  const limitOf = (query: URLSearchParams): number => Number(query.get('limit') ?? defaultLimit);

  const find = (query: URLSearchParams): Trace[] => findAll(query).slice(0, limitOf(query));

  const listTraces = (query: URLSearchParams): Answer => {
    const found = findAll(query);
    const traces = found.slice(0, limitOf(query)).map(summarizeTrace);
    return ok({ usage: recorder.usage, matched: found.length, traces });
  };

  const isFollowed = (query: URLSearchParams): boolean => query.get('follow') === 'true';

  const followTraces = (query: URLSearchParams): Answer => {
    const matches = readFilter(query);
    const read = (traceId: string): object | undefined => {
      const trace = recorder.find(traceId);
      return trace && matches(trace) ? summarizeTrace(trace) : undefined;
    };
    const first = find(query).reverse().map(summarizeTrace);
    return follow({ first, subscribe: (listener) => recorder.subscribe(listener), read });
  };

  const readTrace = async ({ parameters, query }: ConsoleRequest): Promise<Answer> => {
    const waitMs = query.get('wait') === 'true' ? maxWaitMs : 0;
    const trace = await recorder.await(parameters.id as string, waitMs);
    if (!trace) return problem(404, `No trace has the id ${parameters.id}, or it was one of the oldest.`);
    const joined = joinTraces(recorder, trace);
    const senders = new Set(trace.spans.flatMap(({ links }) => links.map((link) => link.traceId)));
    return ok({
      summary: summarizeTrace(trace),
      spans: joined.spans.map(decodeBodies),
      senders: [...senders].flatMap((id) => recorder.find(id) ?? []).map(summarizeTrace),
    });
  };

  const followLogs = (query: URLSearchParams): Answer => {
    const matches = readFilter(query);
    const id = query.get('request');
    const told = new Map<string, number>();
    const readNew = (trace: Trace): LogLine[] => {
      const lines = linesOf(trace);
      const from = told.get(trace.traceId) ?? 0;
      told.set(trace.traceId, lines.length);
      return lines.slice(from);
    };
    const read = (traceId: string): readonly LogLine[] | undefined => {
      const trace = recorder.find(traceId);
      const isMeant = trace && matches(trace) && (id === null || recorder.find(id)?.traceId === traceId);
      return isMeant ? readNew(trace) : undefined;
    };
    const first = find(query).flatMap(readNew).sort(byTime);
    return follow({ first, subscribe: (listener) => recorder.subscribe(listener), read });
  };

  return [
    {
      key: 'GET /traces',
      summary: 'Traces in one line each, the newest first; with follow=true those that change, as NDJSON',
      query: { filter: filterText, limit: `at most so many (${defaultLimit})`, follow: 'true: go on' },
      answer: ({ query }) => (isFollowed(query) ? followTraces(query) : listTraces(query)),
    },
    {
      key: 'GET /traces/{id}',
      summary: 'A trace with its spans, by its id, a request id, a message id or an event id',
      query: { wait: `true: waits up to ${maxWaitMs / 1000} s for a trace that is to come` },
      answer: readTrace,
    },
    {
      key: 'DELETE /traces',
      summary: 'Forgets all traces',
      answer: () => {
        recorder.clear();
        return noContent;
      },
    },
    {
      key: 'GET /logs',
      summary: 'Lines that functions printed, the oldest first; with follow=true as NDJSON',
      query: { filter: filterText, request: 'an id, as of a request or a trace', follow: 'true: go on' },
      answer: ({ query }) =>
        isFollowed(query) ? followLogs(query) : ok({ lines: find(query).flatMap(linesOf).sort(byTime) }),
    },
    {
      key: 'GET /v1/traces',
      summary: 'Traces as an ExportTraceServiceRequest of OTLP, which other viewers import',
      query: { filter: filterText, request: 'an id, as of a request or a trace' },
      answer: ({ query }) => ok(toOtlp(find(query).flatMap(({ spans }) => spans.map(decodeBodies)))),
    },
    operationWithBody({
      key: 'POST /v1/traces',
      summary: 'Takes spans in OTLP, as OTEL_EXPORTER_OTLP_ENDPOINT=<url>/_console/api sends them',
      body: z.object({ resourceSpans: z.array(z.unknown()) }),
      answer: ({ body }) => {
        for (const span of readOtlp(body)) recorder.record(span);
        return ok({});
      },
    }),
  ];
};
