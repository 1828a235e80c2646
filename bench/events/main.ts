// `npm run bench:events`: people per second that events let in, by batch and directory size.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { createProgress, type Progress } from '#bench/harness/createProgress.ts';
import { giveMemory } from '#bench/harness/giveMemory.ts';
import { startEmulatorProcess } from '#bench/harness/startEmulatorProcess.ts';
import { refuseBroken } from '#bench/report/judge.ts';
import { toJson } from '#bench/report/toJson.ts';
import { writeReport } from '#bench/report/writeReport.ts';
import { functionEnvironment } from '#local/environment.ts';
import { startMysql } from '#local/mysql/startMysql.ts';
import { log, runCommand } from '#tools/command.ts';
import { createEventDirectory, type EventDirectory } from './createEventDirectory.ts';
import { type EventMeasurements, formatEvents } from './formatEvents.ts';
import { judgeEvents } from './judgeEvents.ts';
import { measureEvents } from './measureEvents.ts';
import { measureQueue } from './measureQueue.ts';

const command = {
  name: 'npm run bench:events',
  description: `Measures how many people per second syncUsers lets in, by batches of 1 to 1,000, in directories of ten thousand and a million
people, beside a consumer that writes one by one; how many events per second come from the bus through the queue into a
directory; and how long a directory takes to be prepared for events. Prints the report, and exits with 1 when a limit is broken. Takes about 10 minutes, most of them to fill the directories.`,
  options: {
    quick: { type: 'boolean', description: 'a hundred thousand people instead of a million, fewer rounds' },
    json: { type: 'boolean', description: 'prints the measurements as JSON instead of the report' },
    write: { type: 'boolean', description: 'also writes the report in docs/reports/' },
  },
} as const;

const full = { counts: [10_000, 1_000_000], rounds: 15, sent: { rounds: 5, events: 20_000 } };
const quickly = { counts: [10_000, 100_000], rounds: 5, sent: { rounds: 3, events: 5_000 } };

const measure = async (
  { counts, rounds, sent }: typeof full,
  progress: Progress,
): Promise<EventMeasurements> => {
  const mysql = await startMysql({
    folder: join(benchFolder, 'mysql'),
    database: 'bench',
    log: progress.log,
  });
  const emulator = await startEmulatorProcess(mysql.url);
  try {
    await giveMemory(mysql.url);
    // The SDK takes its keys from the environment.
    Object.assign(process.env, functionEnvironment({ dataApiUrl: emulator.url }));
    const directories = [];
    for (const count of counts) {
      progress.log(`Filling a directory of ${count} people and preparing it for events ...`);
      directories.push(await createEventDirectory(mysql.url, emulator.url, count));
    }
    const results = await measureEvents(directories, rounds, progress);
    const queued = await measureQueue(directories[0] as EventDirectory, sent, progress);
    const prepared = directories.map(({ count, preparedS }) => ({ count, preparedS }));
    return { rounds, counts, prepared, results, queued, database: mysql.origin.split('/').at(-1) as string };
  } finally {
    emulator.stop();
    await mysql.stop();
  }
};

await runCommand(command, async ({ quick, json, write }) => {
  const measurements = await measure(quick ? quickly : full, createProgress());
  const verdicts = judgeEvents(measurements);
  const report = formatEvents(
    `npm run bench:events --${quick ? ' --quick' : ''} --write`,
    measurements,
    verdicts,
  );
  log(json ? toJson({ verdicts, ...measurements }) : report);
  if (write) writeReport({ 'events.md': report });
  refuseBroken(verdicts);
});
