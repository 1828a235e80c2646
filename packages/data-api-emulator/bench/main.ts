// Measures the built emulator beside a bare server, in pairs of rounds; prints medians and ratios.
import startDatabase from '../test/support/startDatabase.ts';
import stopDatabase from '../test/support/stopDatabase.ts';
import { measureRate, measureStart, type Rate } from './measure.ts';
import { type BenchQuery, bare, createEmulator, startServer } from './servers.ts';
import { createTables, indexedSelect, manyRows, oneValue } from './tables.ts';

const pairs = Number(process.argv[2] ?? 15);
const roundMs = 250;

type Pair = { bare: number; emulator: number };

const inPairs = async (measure: (which: keyof Pair) => Promise<number>): Promise<Pair[]> => {
  const measured: Pair[] = [];
  for (let count = 0; count < pairs; count += 1) {
    measured.push({ bare: await measure('bare'), emulator: await measure('emulator') });
  }
  return measured;
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

/** `limit` is the ratio, or the emulator's own figure, that is aimed at. */
const print = (title: string, unit: string, measured: Pair[], limit: string): void => {
  const figure = (value: number) => `${Math.round(value)} ${unit}`.padStart(12);
  const bareMedian = figure(median(measured.map((pair) => pair.bare)));
  const emulatorMedian = figure(median(measured.map((pair) => pair.emulator)));
  const ratio = median(measured.map((pair) => pair.emulator / pair.bare)).toFixed(2);
  process.stdout.write(`${title.padEnd(38)}${bareMedian}${emulatorMedian}${ratio.padStart(8)}  ${limit}\n`);
};

const rates: [string, BenchQuery, number, keyof Rate, string][] = [
  ['an indexed SELECT, one at a time', indexedSelect, 1, 'calls', 'ratio ≥ 0.85'],
  ['an indexed SELECT, ten at once', indexedSelect, 10, 'calls', 'ratio ≥ 0.85'],
  ['1 MiB in one value, one at a time', oneValue, 1, 'megabytes', '≥ 100 MB/s'],
  ['1 MiB in one value, ten at once', oneValue, 10, 'megabytes', '≥ 100 MB/s'],
  ['1 MiB in 1,024 rows, one at a time', manyRows, 1, 'megabytes', '≥ 100 MB/s'],
  ['1 MiB in 1,024 rows, ten at once', manyRows, 10, 'megabytes', '≥ 100 MB/s'],
];

const compare = async (url: string): Promise<void> => {
  const contestants = { bare, emulator: createEmulator(url) };
  process.stdout.write(
    `Medians of ${pairs} pairs; a bare server of node:http and mysql2, and the emulator\n`,
  );
  const starts = await inPairs((which) => measureStart(contestants[which], url));
  print('start to the first answer', 'ms', starts, 'ratio ≤ 1.25');
  const servers = {
    bare: await startServer(bare, url),
    emulator: await startServer(contestants.emulator, url),
  };
  for (const [title, query, atOnce, member, limit] of rates) {
    const measure = async (which: keyof Pair) =>
      (await measureRate(servers[which], query, atOnce, roundMs))[member];
    // The first rounds compile.
    for (const which of ['bare', 'emulator'] as const) await measure(which);
    print(title, member === 'calls' ? '/s' : 'MB/s', await inPairs(measure), limit);
  }
  await Promise.all([servers.bare.stop(), servers.emulator.stop()]);
};

await startDatabase();
try {
  const url = process.env.TEST_DATABASE_URL as string;
  await createTables(url);
  await compare(url);
} finally {
  await stopDatabase();
}
