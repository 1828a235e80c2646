// A trace as a waterfall in 80 columns, with its errors and log lines below.
import { exceptionEvent, logEvent, type Span } from './span.ts';
import { type TreeRow, toSpanTree } from './spanTree.ts';
import { summarizeTrace } from './summarizeTrace.ts';
import type { Trace } from './traceRecorder.ts';

const columns = 80;
const nameColumns = 34;
const durationColumns = 10;
const barColumns = columns - nameColumns - durationColumns - 2;

export const formatMs = (ms: number): string => {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms).toLocaleString('en')} ms` : `${(ms / 1_000).toFixed(1)} s`;
};

/** What a client sent must neither break a line nor steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

const fit = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

const drawBar = ({ start, width, span }: TreeRow): string => {
  const length = Math.min(barColumns, Math.max(1, Math.round(width * barColumns)));
  const from = Math.min(barColumns - length, Math.floor(start * barColumns));
  const sign =
    span.error === undefined ? (span.kind === 'consumer' && span.service === 'sqs' ? '·' : '▬') : '✗';
  return ' '.repeat(from) + sign.repeat(length);
};

/** `status 503`, `fault throttling`, `ThrottlingException`, the SQL text. */
const detailsOf = ({ attributes, error, service }: Span): string[] => {
  const fault = attributes['data_api.fault'];
  const rows = attributes['db.response.returned_rows'];
  return [
    ...(fault === undefined ? [] : [`injected fault ${fault}`]),
    ...(error === undefined || service === 'lambda' ? [] : [error]),
    ...(rows === undefined ? [] : [`${rows} ${rows === 1 ? 'row' : 'rows'}`]),
    ...(attributes['db.query.text'] === undefined ? [] : [String(attributes['db.query.text'])]),
    ...(attributes['eventbridge.near_rules'] === undefined
      ? []
      : [attributes['eventbridge.near_rules']].flat().map((rule) => `no rule took it: ${rule}`)),
  ];
};

const describeRow = (row: TreeRow, nowMs: number): string[] => {
  const { span, depth } = row;
  const indent = '  '.repeat(Math.min(depth, 8));
  const name = fit(`${indent}${printable(span.name)}`, nameColumns);
  const duration = span.endMs === undefined ? 'running' : formatMs((span.endMs ?? nowMs) - span.startMs);
  const line = `${name} ${duration.padStart(durationColumns)} ${drawBar(row)}`.trimEnd();
  const width = columns - indent.length - 2;
  const details = detailsOf(span).map((text) => `${indent}  ${fit(printable(text), width).trimEnd()}`);
  return [line, ...details];
};

const describeErrors = (spans: readonly Span[]): string[] => {
  const errors = spans.flatMap(({ name, events }) =>
    events
      .filter((event) => event.name === exceptionEvent)
      .map(
        ({ attributes }) =>
          `${name}: ${attributes['exception.stacktrace'] ?? attributes['exception.message']}`,
      ),
  );
  return errors.length === 0 ? [] : ['', ...errors];
};

const describeLogs = (spans: readonly Span[]): string[] => {
  const lines = spans.flatMap(({ events }) =>
    events
      .filter(({ name }) => name === logEvent)
      .map(({ attributes }) => String(attributes['log.record.original'])),
  );
  return lines.length === 0 ? [] : ['', 'Log:', ...lines];
};

/** Lines for a terminal. Errors and log lines are in full. */
export const describeTrace = (trace: Trace, nowMs: number): string[] => {
  const { name, status, durationMs, startMs, isRunning } = summarizeTrace(trace);
  const { rows } = toSpanTree(trace.spans, nowMs);
  const end = isRunning ? 'still running' : formatMs(durationMs);
  const head = [
    new Date(startMs).toISOString().slice(11, 23),
    printable(name),
    ...(status ? [status] : []),
    end,
  ];
  return [
    head.join('  '),
    `trace ${trace.traceId}`,
    '',
    ...rows.flatMap((row) => describeRow(row, nowMs)),
    ...describeErrors(trace.spans),
    ...describeLogs(trace.spans),
  ];
};
