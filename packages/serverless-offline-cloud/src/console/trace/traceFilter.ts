// The filter language of traces: `status:5xx route:/search is:error since:5m queue:sync`.

import { type FilterKey, type FilterState, filterKeys, filterStates } from './filterTerms.ts';
import { summarizeTrace, type TraceSummary } from './summarizeTrace.ts';
import type { Trace } from './traceRecorder.ts';

/** A term that the language does not have; the message says what it has. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

export type TraceTest = (trace: Trace, summary: TraceSummary) => boolean;

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const readDuration = (text: string): number | undefined => {
  const [, number, unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (unitsMs[unit] as number);
};

const includes = (values: readonly (string | undefined)[], text: string): boolean =>
  values.some((value) => value?.toLowerCase().includes(text.toLowerCase()));

const states: Readonly<Record<FilterState, (summary: TraceSummary) => boolean>> = {
  error: ({ isError }) => isError,
  fault: ({ faults }) => faults.length > 0,
  running: ({ isRunning }) => isRunning,
  unmatched: ({ marks }) => marks.includes('unmatched'),
  dead: ({ marks }) => marks.includes('dead-letter'),
  retried: ({ marks }) => marks.includes('retried'),
  warned: ({ marks }) => marks.includes('warned'),
  cold: ({ marks }) => marks.includes('cold-start'),
};

/** `5xx`, `404`, `>=400`. */
const toStatusTest = (text: string): TraceTest => {
  const [, operator = '', digits = ''] = /^(>=|<=|>|<)?(\d[\dx]{2})$/i.exec(text) ?? [];
  if (digits === '') throw new FilterError(`status: is a status such as 404, 5xx or >=400, not "${text}".`);
  const number = Number(digits.toLowerCase().replaceAll('x', '0'));
  const last = Number(digits.toLowerCase().replaceAll('x', '9'));
  return (_trace, { status }) => {
    if (status === undefined) return false;
    if (operator === '>=') return status >= number;
    if (operator === '<=') return status <= last;
    if (operator === '>') return status > last;
    return operator === '<' ? status < number : status >= number && status <= last;
  };
};

/** `>100ms`, `<1s`. */
const toDurationTest = (text: string): TraceTest => {
  const [, operator, limit = ''] = /^([<>])(.+)$/.exec(text) ?? [];
  const limitMs = readDuration(limit);
  if (limitMs === undefined) throw new FilterError(`duration: is such as >100ms or <1s, not "${text}".`);
  return (_trace, { durationMs }) => (operator === '>' ? durationMs > limitMs : durationMs < limitMs);
};

/** `5m`, `1h`, or a time of ISO 8601. */
const toSinceTest = (text: string, nowMs: number): TraceTest => {
  const ageMs = readDuration(text);
  const sinceMs = ageMs === undefined ? Date.parse(text) : nowMs - ageMs;
  if (Number.isNaN(sinceMs))
    throw new FilterError(`since: is such as 5m, 1h or 2026-12-01T10:00, not "${text}".`);
  return (_trace, { startMs }) => startMs >= sinceMs;
};

const toStateTest = (text: string): TraceTest => {
  const state = filterStates.find((state) => state === text);
  if (!state) throw new FilterError(`is: is one of ${filterStates.join(', ')}, not "${text}".`);
  return (_trace, summary) => states[state](summary);
};

const terms: Readonly<Record<FilterKey, (text: string, nowMs: number) => TraceTest>> = {
  status: toStatusTest,
  duration: toDurationTest,
  since: toSinceTest,
  is: toStateTest,
  route:
    (text) =>
    (_trace, { route, path }) =>
      includes([route, path], text),
  method:
    (text) =>
    (_trace, { method }) =>
      method?.toLowerCase() === text.toLowerCase(),
  function:
    (text) =>
    (_trace, { functions }) =>
      includes(functions, text),
  queue:
    (text) =>
    (_trace, { queues }) =>
      includes(queues, text),
  fault:
    (text) =>
    (_trace, { faults }) =>
      includes(faults, text),
  trigger:
    (text) =>
    (_trace, { trigger }) =>
      trigger === text,
};

/** Words without a key are looked for in everything that the trace holds: names, attributes, log lines, errors. */
const toTextTest =
  (text: string): TraceTest =>
  ({ spans }, { name, traceId }) =>
    includes([name, traceId], text) ||
    spans.some(
      (span) =>
        includes([span.name, span.error, JSON.stringify(span.attributes)], text) ||
        span.events.some(({ attributes }) => includes([JSON.stringify(attributes)], text)),
    );

const toTest = (key: string | undefined, text: string, nowMs: number): TraceTest => {
  if (key === undefined) return toTextTest(text);
  const known = filterKeys.find((one) => one === key);
  if (!known) throw new FilterError(`"${key}:" is no key of a filter; there are ${filterKeys.join(', ')}.`);
  return terms[known](text, nowMs);
};

/** `-key:"a b"`, `key:value`, `word` */
const pattern = /(?<not>-)?(?:(?<key>[a-z]+):)?(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]+))/gi;

/**
 * Returns the test of a trace: all terms must fit, one that begins with a minus must not. A term in which the key is not
 * letters and a colon is text. Throws FilterError.
 */
export const parseTraceFilter = (filter: string, nowMs: number): ((trace: Trace) => boolean) => {
  const tests = [...filter.matchAll(pattern)].map(({ groups = {} }): TraceTest => {
    const test = toTest(groups.key, groups.quoted ?? groups.plain ?? '', nowMs);
    return groups.not ? (trace, summary) => !test(trace, summary) : test;
  });
  return (trace) => {
    const summary = summarizeTrace(trace);
    return tests.every((test) => test(trace, summary));
  };
};
