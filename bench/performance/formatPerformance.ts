// Writes docs/reports/performance.md from what was measured.
import type { Verdict } from '#bench/harness/judge.ts';
import {
  describeMachine,
  formatBars,
  formatRatio,
  formatTable,
  formatVerdicts,
} from '#bench/harness/markdown.ts';
import { median, type Ratio } from '#bench/harness/statistics.ts';
import { serviceFunctions } from './candidates.ts';
import {
  type ColdStart,
  type ColdStarts,
  compareCold,
  compareWarm,
  type FunctionSizes,
  selectCold,
  type WarmRequests,
} from './measure.ts';

export type Performance = {
  /** Cold starts of each candidate. */
  rounds: number;
  /** The sizes of each function's bundle, by its name. */
  sizes: ReadonlyMap<string, FunctionSizes>;
  cold: ColdStarts;
  warm: WarmRequests;
  /** The growth of resident memory per request. */
  growthBytes: number;
};

/** For each peer, the variant of this service beside it: the Express peers speak to MySQL without TLS. */
const opponents = { Express: ' without TLS', 'Express bundled': ' without TLS', Hono: '' };

/** A peer wins when even the lower bound says that this service takes more. */
const formatContest = (ratio: Ratio): string =>
  ratio.low > 1 ? `**${formatRatio(ratio)}**` : formatRatio(ratio);

const formatPeers = ({ cold, warm }: Performance): string =>
  formatTable(
    ['this service ÷', 'cold start', 'warm request'],
    Object.entries(opponents).map(([peer, variant]) => [
      peer,
      formatContest(compareCold(cold, 'coldMs', `searchUser${variant}`, `${peer} /search`)),
      formatContest(compareWarm(warm, `getUsers${variant}`, `${peer} /users`)),
    ]),
  );

const medianOf = (cold: ColdStarts, name: string, part: keyof ColdStart): number =>
  median(selectCold(cold, name, part));

const formatCold = (cold: ColdStarts): string =>
  formatTable(
    ['start', 'init ms', 'init ÷ no-op', 'first ms', 'cold ms', 'cold ÷ ping', 'wall ms'],
    [...cold.keys()].map((name) => [
      name,
      medianOf(cold, name, 'initMs').toFixed(1),
      formatRatio(compareCold(cold, 'initMs', name, 'no-op')),
      medianOf(cold, name, 'firstMs').toFixed(1),
      medianOf(cold, name, 'coldMs').toFixed(1),
      formatRatio(compareCold(cold, 'coldMs', name, 'ping')),
      medianOf(cold, name, 'wallMs').toFixed(0),
    ]),
  );

const levers = ['without code cache', 'with --expose-gc', 'on demand', 'restored'];

const formatLevers = (cold: ColdStarts): string =>
  formatTable(
    ['', 'cold start', 'first request'],
    serviceFunctions.flatMap((name) =>
      levers.map((lever) => [
        `${name} ${lever}`,
        formatRatio(compareCold(cold, 'coldMs', `${name} ${lever}`, name)),
        formatRatio(compareCold(cold, 'firstMs', `${name} ${lever}`, name)),
      ]),
    ),
  );

const formatWarm = (warm: WarmRequests): string =>
  formatTable(
    ['a page', 'µs per request', '÷ ping'],
    [...warm].map(([name, values]) => [
      name,
      (median(values) * 1_000).toFixed(0),
      formatRatio(compareWarm(warm, name, name.includes(' for ') ? 'ping for 1,000 rows' : 'ping')),
    ]),
  );

const drawn = ['no-op', 'ping', 'searchUser', 'searchUser naive', 'Hono /search', 'Express /search'];

const drawCold = (cold: ColdStarts): string =>
  formatBars(
    'Cold start, less is better',
    'ms on a processor',
    drawn.map((name) => [name, medianOf(cold, name, 'coldMs')] as const),
  );

export const formatPerformance = (
  command: string,
  measured: Performance,
  verdicts: readonly Verdict[],
): string => `# Performance

The output of \`${command}\`: ${measured.rounds} rounds on ${describeMachine()}. Times are processor
time of the measured process alone; Lambda functions run under AWS's runtime client, against a Data API that answers from
memory over TLS. Ratios are medians of ratios within a round, with 95 % bounds. Every answer is checked. A limit holds by its
median; the command exits with 1 where one is broken.

${formatVerdicts(verdicts)}

*Above no-op* is what is left of both sides without the start of Lambda's runtime, which takes another share of a cold start
on each machine. Express starts without that runtime, so this is in its favour. The ratios below are of whole cold starts.

Memory is that of a process with a heap that V8 cannot let grow instead of collecting, in the second half of many requests.

Not measured here: real Lambda, its network and its disk. Ratios of processor time carry over to it; milliseconds do not.

## Beside Express and Hono

Above 1 the peer wins, and the ratio is bold. Express speaks MySQL's protocol to a MariaDB or MySQL on this machine without
TLS, so it is compared with this service without TLS. *Bundled* is Express and its driver in one file.

${formatPeers(measured)}

A server that is always on keeps its connection to MySQL open. It signs nothing, and no Runtime API stands between it and
its caller, so a warm request costs it little. A directory whose traffic never stops is cheaper to run that way.

${drawCold(measured.cold)}

## Cold starts

\`no-op\` answers without a call; \`ping\` makes one bare HTTPS call. *On demand* is an environment that Lambda initializes
because a request waits; the others are initialized ahead of requests. *Restored* is one whose initialization is in a
snapshot of SnapStart, so that only its first request counts; the time that Lambda takes to restore it is not measured.
\`naive\` is the same source bundled by esbuild as its documentation shows.

${formatCold(measured.cold)}

## What each lever is worth

Divided by the function as its image has it. *On demand* shows what the initialization takes over from the first request.

${formatLevers(measured.cold)}

## Warm

Five rows, where no other number is named.

${formatWarm(measured.warm)}
`;
