// Writes docs/reports/scale.md from what was measured.
import { median, pairedRatio } from '#bench/harness/statistics.ts';
import type { Verdict } from '#bench/report/judge.ts';
import { describeMachine, formatRatio, formatTable, formatVerdicts } from '#bench/report/markdown.ts';
import { getMeasured } from '#bench/report/measurements.ts';
import { scaleRequests } from './createRequests.ts';
import type { EmulatorCost } from './measureEmulator.ts';
import { express, expressIndexed, type Latencies, latencyKey } from './measureLatency.ts';

export type ScaleMeasurements = {
  rounds: number;
  counts: readonly number[];
  /** The server's program, for people. */
  database: string;
  latencies: Latencies;
  emulator: EmulatorCost;
};

const formatCount = (count: number): string => count.toLocaleString('en');

const formatLatencies = ({ latencies, counts }: ScaleMeasurements): string =>
  formatTable(
    ['p50 ms', ...counts.map(formatCount)],
    [...Object.keys(scaleRequests), express, expressIndexed].map((name) => [
      name,
      ...counts.map((count) => median(getMeasured(latencies, latencyKey(name, count))).toFixed(2)),
    ]),
  );

const formatPeers = ({ latencies, counts }: ScaleMeasurements): string =>
  formatTable(
    ['search hit, this service ÷', ...counts.map(formatCount)],
    [express, expressIndexed].map((peer) => [
      peer,
      ...counts.map((count) => {
        const latencyOf = (name: string) => getMeasured(latencies, latencyKey(name, count));
        const ratio = pairedRatio(latencyOf('search hit'), latencyOf(peer));
        return ratio.low > 1 ? `**${formatRatio(ratio)}**` : formatRatio(ratio);
      }),
    ]),
  );

const formatEmulator = ({ direct, emulator }: EmulatorCost): string =>
  formatTable(
    ['one statement by key', 'mysql2', 'Data API emulator', 'added'],
    [
      [
        'p50 ms, one at a time',
        direct.p50Ms.toFixed(2),
        emulator.p50Ms.toFixed(2),
        (emulator.p50Ms - direct.p50Ms).toFixed(2),
      ],
      ['statements per second, 16 at a time', direct.perSecond.toFixed(0), emulator.perSecond.toFixed(0), ''],
    ],
  );

export const formatScale = (
  command: string,
  measurements: ScaleMeasurements,
  verdicts: readonly Verdict[],
): string => `# Scale

The output of \`${command}\`: ${measurements.rounds} rounds on ${describeMachine()}.
Median wall time of a request by the number of people in the directory, all of them in the database's memory
(${measurements.database}). This service's built functions run under AWS's runtime client and ask the Data API emulator; Express is a
server that speaks MySQL's protocol. Every answer is checked. A page is 100 people. A limit is broken, and the command exits
with 1, when its lower bound is above it.

${formatVerdicts(verdicts)}

![Latency of a search by the number of people, this service beside Express](scale-search.svg)

${formatLatencies(measurements)}

## Beside Express

The tutorial's table has no index on the e-mail, so its search reads every row. *With an index* is the same service after
\`ALTER TABLE directory ADD INDEX (email(191))\`. Above 1 Express wins, and the ratio is bold.

${formatPeers(measurements)}

An index takes away the growth, whatever service stands before it. What then remains is the way to the database: Express has
a connection to MySQL, this service sends each statement as an HTTP request to the Data API. Here that is the emulator:

${formatEmulator(measurements.emulator)}

How the parts of AWS grow with the traffic: [scaling](../scaling.md).
`;
