// `npm run bench:scale [-- --quick]`: the same requests on directories of ten thousand to ten million people, and what the Data API
// emulator adds; prints tables, and exits with 1 when a request costs more than 1.3 times as much on the largest.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { functionEnvironment } from '#local/environment.ts';
import { startMysql } from '#local/mysql/startMysql.ts';
import { benchFolder } from '../environment.ts';
import { startExpressPeer } from '../expressPeer.ts';
import { rounds } from '../rounds.ts';
import { median, pairedRatio } from '../statistics.ts';
import { emailAt, giveMemory, openDirectory } from './directory.ts';
import { measureOverhead, startEmulator } from './emulator.ts';
import { medianMs } from './medianMs.ts';
import { type Requests, requestsTo } from './requests.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const counts = options.quick ? [10_000, 1_000_000] : [10_000, 1_000_000, 10_000_000];
const roundCount = options.quick ? 5 : 15;
const perRound = 60;
const limit = 1.3;
/** The largest directory that the peer still searches in well under a second. */
const peerCount = 1_000_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const log = (line: string) => process.stderr.write(`${line}\n`);

const mysql = await startMysql({ folder: join(benchFolder, 'mysql'), database: 'bench', log });
await giveMemory(mysql.url);
const emulator = await startEmulator(mysql.url);
Object.assign(process.env, functionEnvironment(emulator.url));

const directories = [];
for (const count of counts) {
  log(`Opening a directory of ${count.toLocaleString('en')} ...`);
  directories.push(await openDirectory(mysql.url, emulator.url, count));
}

const kinds = Object.keys(requestsTo(directories[0] as never)) as (keyof Requests)[];
const measures = new Map<string, () => Promise<number>>();
for (const directory of directories) {
  const requests = requestsTo(directory);
  for (const kind of kinds)
    measures.set(`${kind} ${directory.count}`, () => medianMs(requests[kind], perRound));
}
const peer = await startExpressPeer(directories.find(({ count }) => count === peerCount)?.url as string);
measures.set('peer', () =>
  medianMs(async () => {
    const email = emailAt(Math.floor(Math.random() * peerCount));
    const response = await fetch(`${peer.url}/search?email=${email}`);
    if (((await response.json()) as { email: string }).email !== email)
      throw new Error('A wrong answer of the peer.');
  }, 3),
);
log('Measuring ...');
const results = await rounds(measures, roundCount);
peer.stop();
const overhead = await measureOverhead(emulator, directories[0] as never, options.quick ? 2_000 : 10_000);
emulator.stop();
await mysql.stop();

const of = (kind: string, count: number) => results.get(`${kind} ${count}`) as number[];
const [smallest, largest] = [counts[0] as number, counts.at(-1) as number];
print(`# Scale

The output of \`npm run --silent bench:scale\`: median wall time of a request, of the real handlers through the Data API emulator to
${mysql.origin.split('/').at(-1)} on this machine, by the number of people in the directory, all of them in the server's memory. A page is
100 people; the limit for the last column is ${limit}, broken when its lower bound is above it.
`);
print(`| p50 ms | ${counts.map((count) => count.toLocaleString('en')).join(' | ')} | largest / smallest |`);
print(`|---|${counts.map(() => '--:|').join('')}--:|`);
for (const kind of kinds) {
  const { median: middle, low, high } = pairedRatio(of(kind, largest), of(kind, smallest));
  const times = counts.map((count) => median(of(kind, count)).toFixed(2));
  print(
    `| ${kind} | ${times.join(' | ')} | ${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) |`,
  );
  if (low > limit) {
    log(`Broken: ${kind} costs at least ${low.toFixed(2)} times as much; ${limit} at most.`);
    process.exitCode = 1;
  }
}
const peerRatio = pairedRatio(results.get('peer') as number[], of('search hit', peerCount));
print(`
Express and MySQL, search hit among ${peerCount.toLocaleString('en')}: ${median(results.get('peer') as number[]).toFixed(0)} ms, ${peerRatio.median.toFixed(0)} times (${peerRatio.low.toFixed(0)} to ${peerRatio.high.toFixed(0)}) this service's.

| one statement by key | mysql2 | Data API emulator | added |
|---|--:|--:|--:|
| p50 ms, one at a time | ${overhead.directMs.toFixed(2)} | ${overhead.emulatorMs.toFixed(2)} | ${(overhead.emulatorMs - overhead.directMs).toFixed(2)} |
| statements/s, 16 at a time | ${overhead.directPerS.toFixed(0)} | ${overhead.emulatorPerS.toFixed(0)} | |`);
