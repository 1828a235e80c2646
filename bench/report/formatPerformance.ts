// Writes docs/reports/performance.md from what was measured.
import { serviceFunctions } from '#bench/candidates/buildService.ts';
import type { ColdStarts } from '#bench/cold/measureColdStarts.ts';
import { median } from '#bench/harness/statistics.ts';
import type { RowBatches } from '#bench/warm/measureRows.ts';
import type { WarmRequests } from '#bench/warm/measureWarm.ts';
import { formatPeers } from './formatPeers.ts';
import type { Verdict } from './judge.ts';
import { describeMachine, formatRatio, formatTable, formatVerdicts } from './markdown.ts';
import {
  compareCold,
  compareRows,
  compareWarm,
  type PerformanceMeasurements,
  selectCold,
} from './measurements.ts';

const formatCold = (cold: ColdStarts): string =>
  formatTable(
    ['start', 'init ms', 'init ÷ no-op', 'first ms', 'cold ms', 'cold ÷ ping', 'wall ms'],
    [...cold.keys()].map((name) => [
      name,
      median(selectCold(cold, name, 'initMs')).toFixed(1),
      formatRatio(compareCold(cold, 'initMs', name, 'no-op')),
      median(selectCold(cold, name, 'firstMs')).toFixed(1),
      median(selectCold(cold, name, 'coldMs')).toFixed(1),
      formatRatio(compareCold(cold, 'coldMs', name, 'ping')),
      median(selectCold(cold, name, 'wallMs')).toFixed(0),
    ]),
  );

const formatLevers = (cold: ColdStarts): string => {
  const row = (subject: string, without: string, as: string): string[] => [
    `${subject} ${without}`,
    formatRatio(compareCold(cold, 'coldMs', `${subject} ${without}`, as)),
    formatRatio(compareCold(cold, 'firstMs', `${subject} ${without}`, as)),
  ];
  return formatTable(
    ['', 'cold start', 'first request'],
    serviceFunctions.flatMap((name) => [
      row(name, 'without code cache', name),
      row(name, 'with --expose-gc', name),
      row(name, 'on demand', name),
      row(name, 'restored', name),
    ]),
  );
};

const formatWarm = (warm: WarmRequests): string =>
  formatTable(
    ['5 rows', 'µs per request', '÷ ping'],
    [...warm].map(([name, values]) => [
      name,
      (median(values) * 1_000).toFixed(0),
      formatRatio(compareWarm(warm, name, 'ping')),
    ]),
  );

const describeSdk = ({ cold, warm }: PerformanceMeasurements): string => {
  const start = formatRatio(compareCold(cold, 'coldMs', 'searchUser', 'signed call'));
  const request = formatRatio(compareWarm(warm, 'getUsers', 'signed call'));
  return `What the SDK and this service cost above a signed call: ${start} times its cold start, ${request} times its warm request.`;
};

const formatRows = (rows: PerformanceMeasurements['rows']): string =>
  formatTable(
    ['rows', 'µs per call', 'µs of the bare call', 'ratio'],
    [...rows].map(([count, batches]) => {
      const us = (part: keyof RowBatches[number]) => median(batches.map((batch) => batch[part])) * 1_000;
      return [
        String(count),
        us('serviceMs').toFixed(0),
        us('bareMs').toFixed(0),
        formatRatio(compareRows(batches)),
      ];
    }),
  );

export const formatPerformance = (
  command: string,
  measurements: PerformanceMeasurements,
  verdicts: readonly Verdict[],
): string => {
  const { rounds, cold, warm, rows } = measurements;
  return `# Performance

The output of \`${command}\`: ${rounds} rounds on ${describeMachine()}. Times are processor
time of the measured process alone; Lambda functions run under AWS's runtime client, against a Data API that answers from
memory over TLS. Ratios are medians of ratios within a round, with 95 % bounds. Every answer is checked. A limit is broken,
and the command exits with 1, when the lower bound is above it; a reach is what we want next.

${formatVerdicts(verdicts)}

*Above no-op* is what is left of both sides without the start of Lambda's runtime, which takes another share of a cold start
on each machine. Express starts without that runtime, so this is in its favour. The ratios below are of whole cold starts.

Not measured here: real Lambda, its network and its disk. Ratios of processor time carry over to it; milliseconds do not.

## Beside Express and Hono

Above 1 the peer wins, and the ratio is bold. Express speaks MySQL's protocol to a MariaDB or MySQL on this machine without
TLS, so it is compared with this service without TLS. *Bundled* is Express and its driver in one file. *Behind the web
adapter* is that file as a Lambda function in the shape of AWS's Lambda Web Adapter: a process takes the events and sends
them to the server as HTTP requests. The real adapter is a Rust program; ours imitates its shape, and what ours uses is not
counted, in the peer's favour.

${formatPeers(measurements)}

A server that is always on keeps its connection to MySQL open. It signs nothing, and no Runtime API stands between it and
its caller, so a warm request costs it little. A directory whose traffic never stops is cheaper to run that way.

![Processor time of a cold start, this service beside floors and peers](performance-cold.svg)

![Processor time of a warm request, this service beside floors and peers](performance-warm.svg)

## Cold starts

\`no-op\` answers without a call; \`ping\` makes one bare HTTPS call; \`signed call\` signs it with a few lines of its own, so
what is above it is the SDK and this service. *On demand* is an environment that Lambda initializes because a request
waits; the others are initialized ahead of requests. *Restored* is one whose initialization is in a snapshot of SnapStart,
so that only its first request counts; the time that Lambda takes to restore it is not measured. \`naive\` is the same
source bundled by esbuild as its documentation shows.

${formatCold(cold)}

## What each lever is worth

Divided by the function as its image has it. *On demand* shows what the initialization takes over from the first request.

${formatLevers(cold)}

## Warm

${formatWarm(warm)}

${describeSdk(measurements)}

## Rows, without a network

\`getUsers\` with the SDK on a socket that is answered from memory, beside a bare HTTP call on the same socket that parses
the Data API's answer and writes the response's JSON.

${formatRows(rows)}
`;
};
