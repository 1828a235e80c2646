// Measures how fast files of each format get in, and how much memory long ones take.
import { text } from 'node:stream/consumers';
import { type Bench, say } from '#bench/harness/bench.ts';
import { exactly, judge, type Verdict } from '#bench/harness/judge.ts';
import { getMeasured, measureInRounds } from '#bench/harness/measureInRounds.ts';
import { startProcess } from '#bench/harness/startProcess.ts';
import { median, pairedRatio } from '#bench/harness/statistics.ts';
import { type BenchDatabase, query, withDatabase } from '#bench/harness/withDatabase.ts';
import { importLimits } from '#bench/limits.ts';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { createTestPeople, migrateDirectory } from '#tests/support/testDirectory.ts';
import { formatImports } from './formatImports.ts';
import { createLocalStore } from './localStore.ts';
import { type Format, formats, makeFile, makeLongFile } from './makeFile.ts';
import type { ReadMeasurement } from './readProgram.ts';

/** What is imported in each round, by its name in the report. */
const ways: Readonly<Record<string, { format: Format; metadata: Record<string, string> }>> = {
  ...Object.fromEntries(
    Object.entries(formats).map(([format, name]) => [name, { format: format as Format, metadata: {} }]),
  ),
  'UTF-8, commas, --country DE': { format: 'plain', metadata: { country: 'DE' } },
};

const plain = formats.plain;

/** Rows per second into an empty directory. */
const importInto = async (
  { url, dataApiUrl }: BenchDatabase,
  way: string,
  count: number,
): Promise<number> => {
  const { format, metadata } = getMeasured(new Map(Object.entries(ways)), way);
  const name = 'imports';
  await query(url, `DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
  const connection = { resourceArn, secretArn, region: 'eu-central-1', endpoint: dataApiUrl };
  const database = createDataApiDatabase({ ...connection, clock: systemClock, database: name });
  const call = { deadlineMs: Date.now() + 3_600_000 };
  await migrateDirectory(database, call);
  const store = createLocalStore(await makeFile(format, count), metadata);
  const { services } = createInMemoryImports();
  const over = { store, people: createTestPeople(database), jobs: createImportJobs(database) };
  const startedMs = performance.now();
  const { state, progress } = await importFile({ ...services, ...over }, { key: 'incoming/a' }, call);
  if (state !== 'done' || progress.applied !== count) throw new Error(`${way} ended as ${state}.`);
  return (1_000 * count) / (performance.now() - startedMs);
};

const measureWays = (count: number, rounds: number): Promise<Map<string, number[]>> =>
  withDatabase((server) => {
    // The SDK takes its keys from the environment.
    Object.assign(process.env, functionEnvironment({ dataApiUrl: server.dataApiUrl }));
    const measures = Object.keys(ways).map((way) => [way, () => importInto(server, way, count)] as const);
    return measureInRounds('Imports', new Map(measures), rounds);
  });

/** Megabytes of V8's heap where a function has 512 MB of memory: half of it, and the young generation. */
const heapMb = 264;

const readAlone = async (file: string): Promise<ReadMeasurement> => {
  const program = `${import.meta.dirname}/readProgram.ts`;
  const { child } = startProcess({ args: [`--max-heap-size=${heapMb}`, program, file], env: {} });
  return JSON.parse(await text(child.stdout as NodeJS.ReadableStream));
};

const judgeImports = (
  rates: ReadonlyMap<string, number[]>,
  workbook: ReadMeasurement,
  long: ReadMeasurement,
): Verdict[] => {
  const plainRates = getMeasured(rates, plain);
  const texts = [...rates.keys()].filter((way) => way !== plain && way !== formats.workbook);
  const megabytes = ({ peakBytes }: ReadMeasurement) => exactly(peakBytes / 1_000_000);
  return [
    ...texts
      .filter((way) => ways[way]?.metadata.country === undefined)
      .map((way) =>
        judge(importLimits, 'textVersusPlain', way, pairedRatio(getMeasured(rates, way), plainRates)),
      ),
    judge(importLimits, 'plainLines', plain, exactly(median(plainRates))),
    judge(importLimits, 'workbookRows', '.xlsx', exactly((1_000 * workbook.rows) / workbook.readMs)),
    judge(importLimits, 'workbookMemory', '.xlsx', megabytes(workbook)),
    judge(importLimits, 'longFileMemory', plain, megabytes(long)),
  ];
};

export const bench: Bench = async (isQuick, command) => {
  const sizes = isQuick
    ? { lines: 20_000, rounds: 5, workbookRows: 200_000, longBytes: 100_000_000 }
    : { lines: 200_000, rounds: 9, workbookRows: 1_000_000, longBytes: 1_000_000_000 };
  const rates = await measureWays(sizes.lines, sizes.rounds);
  say('Reading a long workbook and a long file ...');
  const workbook = await readAlone(await makeFile('workbook', sizes.workbookRows));
  const long = await readAlone(await makeLongFile(sizes.longBytes));
  const verdicts = judgeImports(rates, workbook, long);
  return { report: formatImports(command, { ...sizes, rates, workbook, long }, verdicts), verdicts };
};
