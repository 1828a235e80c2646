// Measures the latency of requests by the number of people in the directory.
import { type Bench, startPhase } from '#bench/harness/bench.ts';
import { judge, type Verdict } from '#bench/harness/judge.ts';
import { describeMachine, formatCount, formatTable, formatVerdicts } from '#bench/harness/markdown.ts';
import { getMeasured, type Measures, measureInRounds, medianMs } from '#bench/harness/measureInRounds.ts';
import { ask } from '#bench/harness/program.ts';
import { prepareRuntimeClient } from '#bench/harness/runtimeClient.ts';
import { median, pairedRatio } from '#bench/harness/statistics.ts';
import { type BenchDatabase, withDatabase } from '#bench/harness/withDatabase.ts';
import { scaleLimits } from '#bench/limits.ts';
import { bundle } from '#image/bundle.ts';
import { scaleRequests } from './requests.ts';
import { type ScaleDirectory, scaleFunctions, startDirectory, taskRoot } from './startDirectory.ts';

/** Requests in a round. */
const requests = 60;

type ScaleMeasurements = {
  rounds: number;
  counts: readonly number[];
  /** The server's program, for people. */
  database: string;
  /** Median milliseconds by `<request> <count>`, round by round. */
  latencies: ReadonlyMap<string, readonly number[]>;
};

const createMeasures = ({ count, searchUser, getUsers }: ScaleDirectory): [string, () => Promise<number>][] =>
  Object.entries(scaleRequests).map(([name, create]) => {
    const program = name.startsWith('search') ? searchUser : getUsers;
    return [`${name} ${count}`, () => medianMs(() => ask(program, name, create(count)), requests)];
  });

const startDirectories = async (database: BenchDatabase, counts: readonly number[]) => {
  for (const name of scaleFunctions) await bundle(name, { folder: taskRoot(name) });
  const step = startPhase('Directories', counts.length);
  const directories: ScaleDirectory[] = [];
  for (const count of counts) {
    directories.push(await startDirectory(database, count));
    step();
  }
  return directories;
};

const stop = ({ searchUser, getUsers }: ScaleDirectory): void => {
  for (const program of [searchUser, getUsers]) program.stop();
};

const measure = (counts: readonly number[], rounds: number): Promise<ScaleMeasurements> =>
  withDatabase(async (database) => {
    const directories = await startDirectories(database, counts);
    const measures: Measures<number> = new Map(directories.flatMap(createMeasures));
    const measured = measureInRounds('Latency', measures, rounds).finally(() => directories.forEach(stop));
    return { rounds, counts, database: database.program, latencies: await measured };
  });

const judgeScale = ({ latencies, counts }: ScaleMeasurements): Verdict[] =>
  Object.keys(scaleRequests).map((request) => {
    const latencyOf = (count: number | undefined) => getMeasured(latencies, `${request} ${count}`);
    const growth = pairedRatio(latencyOf(counts.at(-1)), latencyOf(counts[0]));
    return judge(scaleLimits, 'latencyGrowth', request, growth);
  });

const formatLatencies = ({ latencies, counts }: ScaleMeasurements): string =>
  formatTable(
    ['p50 ms', ...counts.map(formatCount)],
    Object.keys(scaleRequests).map((name) => [
      name,
      ...counts.map((count) => median(getMeasured(latencies, `${name} ${count}`)).toFixed(2)),
    ]),
  );

const formatScale = (
  command: string,
  measured: ScaleMeasurements,
  verdicts: readonly Verdict[],
): string => `# Scale

The output of \`${command}\`: ${measured.rounds} rounds on ${describeMachine()}.
Median wall time of a request by the number of people in the directory, all of them in the database's memory
(${measured.database}). This service's built functions run under AWS's runtime client and ask the Data API emulator. Every answer
is checked. A page is 100 people. A limit holds by its median; the command exits with 1 where one is broken.

${formatVerdicts(verdicts)}

${formatLatencies(measured)}

How the parts of AWS grow with the traffic: [scaling](../scaling.md).
`;

export const bench: Bench = async (isQuick, command) => {
  prepareRuntimeClient();
  const measured = isQuick
    ? await measure([10_000, 1_000_000], 5)
    : await measure([10_000, 100_000, 1_000_000, 10_000_000], 15);
  const verdicts = judgeScale(measured);
  return { report: formatScale(command, measured, verdicts), verdicts };
};
