// `npm run bench:import`: lines per second that files let in, beside LOAD DATA and one by one.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { createProgress, type Progress } from '#bench/harness/createProgress.ts';
import { giveMemory } from '#bench/harness/giveMemory.ts';
import { pairedRatio } from '#bench/harness/statistics.ts';
import { importLimits } from '#bench/limits.ts';
import { judge, refuseBroken } from '#bench/report/judge.ts';
import { toJson } from '#bench/report/toJson.ts';
import { writeReport } from '#bench/report/writeReport.ts';
import { startMysql } from '#local/mysql/startMysql.ts';
import { samplePeople } from '#operate/files/samplePeople.ts';
import { log, runCommand } from '#tools/command.ts';
import { createImportBench, type ImportBench } from './createImportBench.ts';
import { formatImports, type ImportMeasurements } from './formatImports.ts';
import { measureImport } from './measureImport.ts';
import { importOneByOne, loadData } from './otherWays.ts';

const command = {
  name: 'npm run bench:import',
  description: `Measures how many lines of files per second importUsers lets in, beside LOAD DATA on the same server and beside an importer
that writes one by one. Prints the report, and exits with 1 when a limit is broken. Takes about 40 minutes.`,
  options: {
    quick: {
      type: 'boolean',
      description: 'a hundred thousand lines instead of one and ten million, fewer rounds',
    },
    json: { type: 'boolean', description: 'prints the measurements as JSON instead of the report' },
    write: { type: 'boolean', description: 'also writes the report in docs/reports/' },
  },
} as const;

const full = { sizes: [1_000_000, 9_999_999], rounds: 9 };
const quickly = { sizes: [100_000], rounds: 5 };

/** Lines per round; both ways take a time that can be measured. */
const perRound = { imported: 20_000, oneByOne: 500 };

const writeFile = async (lines: number): Promise<string> => {
  const folder = join(benchFolder, 'imports');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${lines}.csv`);
  await pipeline(samplePeople(lines), createWriteStream(file));
  return file;
};

/** Both ways in turn; the first round does not count. */
const measureRounds = async (bench: ImportBench, rounds: number, progress: Progress) => {
  const file = await writeFile(perRound.imported);
  const step = progress.start('Rounds', rounds + 1);
  const [imported, oneByOne]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    await bench.empty();
    const { elapsedMs, lines } = await measureImport(bench, file, `incoming/round ${round}.csv`);
    await bench.empty();
    const each = await importOneByOne(bench, file, perRound.oneByOne);
    if (round > 0) {
      imported.push(elapsedMs / lines);
      oneByOne.push(each);
    }
    step();
  }
  return { imported, oneByOne };
};

const measure = async ({ sizes, rounds }: typeof full, progress: Progress): Promise<ImportMeasurements> => {
  const options = { folder: join(benchFolder, 'mysql'), database: 'bench', log: progress.log };
  const mysql = await startMysql(options);
  await giveMemory(mysql.url);
  const bench = await createImportBench(mysql.url);
  try {
    const ways = await measureRounds(bench, rounds, progress);
    const files = [];
    for (const size of sizes) {
      progress.log(`Importing ${size} lines ...`);
      const file = await writeFile(size);
      await bench.empty();
      const result = await measureImport(bench, file, `incoming/${size}.csv`);
      await bench.empty();
      files.push({ ...result, loadDataMs: await loadData(mysql.url, file) });
    }
    return { rounds, ...ways, files, database: mysql.origin.split('/').at(-1) as string };
  } finally {
    await bench.stop();
    await mysql.stop();
  }
};

await runCommand(command, async ({ quick, json, write }) => {
  const measurements = await measure(quick ? quickly : full, createProgress());
  const ratio = pairedRatio(measurements.imported, measurements.oneByOne);
  const verdicts = [judge(importLimits, 'importVersusOneByOne', 'importUsers', ratio)];
  const written = `npm run bench:import --${quick ? ' --quick' : ''} --write`;
  const report = formatImports(written, measurements, verdicts);
  log(json ? toJson({ verdicts, ...measurements }) : report);
  if (write) writeReport({ 'import.md': report });
  refuseBroken(verdicts);
});
