// `npm run bench:scale`: the same requests in directories of ten thousand to ten million people.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { createProgress, type Progress } from '#bench/harness/createProgress.ts';
import { giveMemory } from '#bench/harness/giveMemory.ts';
import { prepareRuntimeClient } from '#bench/harness/runtimeClient.ts';
import { startEmulatorProcess } from '#bench/harness/startEmulatorProcess.ts';
import { refuseBroken } from '#bench/report/judge.ts';
import { toJson } from '#bench/report/toJson.ts';
import { writeReport } from '#bench/report/writeReport.ts';
import { startMysql } from '#local/mysql/startMysql.ts';
import { log, runCommand } from '#tools/command.ts';
import { drawScale } from './drawScale.ts';
import { formatScale, type ScaleMeasurements } from './formatScale.ts';
import { judgeScale } from './judgeScale.ts';
import { measureEmulator } from './measureEmulator.ts';
import { measureLatency } from './measureLatency.ts';
import { type ScaleDirectory, startDirectories } from './startDirectories.ts';

const command = {
  name: 'npm run bench:scale',
  description: `Measures searches and pages of this service in directories of ten thousand to ten million people, beside Express with and
without an index, and what the Data API emulator adds. Prints the report, and exits with 1 when a limit is broken. The first
run fills the databases, which takes 10 minutes and 6 GB below .local/; a run itself takes about 5 minutes.`,
  options: {
    quick: { type: 'boolean', description: 'ten thousand and a million people, fewer rounds' },
    json: { type: 'boolean', description: 'prints the measurements as JSON instead of the report' },
    write: { type: 'boolean', description: 'also writes the report in docs/reports/' },
  },
} as const;

const full = { counts: [10_000, 100_000, 1_000_000, 10_000_000], rounds: 15, statements: 10_000 };
const quickly = { counts: [10_000, 1_000_000], rounds: 5, statements: 2_000 };

const measureDirectories = async (
  { counts, rounds, statements }: typeof full,
  mysql: { url: string; origin: string },
  progress: Progress,
): Promise<ScaleMeasurements> => {
  const emulator = await startEmulatorProcess(mysql.url);
  let directories: ScaleDirectory[] = [];
  try {
    directories = await startDirectories({
      serverUrl: mysql.url,
      dataApiUrl: emulator.url,
      counts,
      progress,
    });
    return {
      rounds,
      counts,
      database: mysql.origin.split('/').at(-1) as string,
      latencies: await measureLatency(directories, rounds, progress),
      emulator: await measureEmulator(emulator.url, directories[0] as ScaleDirectory, statements, progress),
    };
  } finally {
    for (const directory of directories) directory.stop();
    emulator.stop();
  }
};

const measure = async (size: typeof full, progress: Progress): Promise<ScaleMeasurements> => {
  const mysql = await startMysql({
    folder: join(benchFolder, 'mysql'),
    database: 'bench',
    log: progress.log,
  });
  try {
    await giveMemory(mysql.url);
    return await measureDirectories(size, mysql, progress);
  } finally {
    await mysql.stop();
  }
};

await runCommand(command, async ({ quick, json, write }) => {
  const progress = createProgress();
  prepareRuntimeClient(progress.log);
  const measurements = await measure(quick ? quickly : full, progress);
  const verdicts = judgeScale(measurements.latencies, measurements.counts);
  const written = `npm run bench:scale --${quick ? ' --quick' : ''} --write`;
  const report = formatScale(written, measurements, verdicts);
  log(json ? toJson({ verdicts, ...measurements }) : report);
  if (write) writeReport({ 'scale.md': report, ...drawScale(measurements) });
  refuseBroken(verdicts);
});
