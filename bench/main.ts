// `npm run bench [-- --quick] [-- --json=<file>]`: measures cold and warm starts side by side, prints docs/performance.md, and
// exits with 1 when a limit is broken.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { startMysql } from '#local/mysql/startMysql.ts';
import { personAt } from '#tests/support/people.ts';
import { buildCandidates, functionNames } from './candidates.ts';
import { type ColdStart, coldRatio, coldStarts } from './cold.ts';
import { startDataApiStub } from './dataApiStub.ts';
import { benchFolder } from './environment.ts';
import { search } from './events.ts';
import { coldExpressPeer } from './expressPeer.ts';
import { prepareRuntimeClient, runtimeClient } from './harness/runtimeClient.ts';
import { type Limit, limits } from './limits.ts';
import { inMemoryRatio, measureInMemory } from './measureInMemory.ts';
import { report } from './report.ts';
import { rounds } from './rounds.ts';
import { sizesOf } from './sizes.ts';
import { pairedRatio } from './statistics.ts';
import { exactly, judge } from './verdict.ts';
import { measureWarm } from './warm.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const counts = options.quick ? { cold: 5, warm: 2, batches: 6 } : { cold: 30, warm: 10, batches: 20 };
const log = (line: string) => process.stderr.write(`${line}\n`);

prepareRuntimeClient(log);
const stub = await startDataApiStub(join(benchFolder, 'certificate'));
const mysql = await startMysql({ folder: join(benchFolder, 'mysql'), database: 'bench', log });
const connection = await createConnection(mysql.url);
await connection.query('CREATE OR REPLACE TABLE directory (email VARCHAR(255), phone_number VARCHAR(64))');
const { email, phoneNumber } = personAt(0);
await connection.query('INSERT INTO directory VALUES (?, ?)', [email, phoneNumber]);
await connection.end();

log('Building ...');
const candidates = await buildCandidates(benchFolder);
const starts = coldStarts(candidates, runtimeClient, stub);
starts.set('express', () => coldExpressPeer(mysql.url, search));
log(`Starting each of ${starts.size} candidates ${counts.cold + 1} times ...`);
const cold = await rounds(starts, counts.cold);
const warmNames = ['noop', 'ping', 'getUsers', 'getUsers naive', 'getUsers hono'];
log('Invoking warm functions ...');
const warm = await measureWarm(
  candidates.filter(({ name }) => warmNames.includes(name)),
  runtimeClient,
  stub,
  counts.warm,
);
log('Measuring in memory ...');
const built = (name: string) => join(benchFolder, 'built', name);
const inMemory = measureInMemory(built('getUsers'), counts.batches);
stub.close();
await mysql.stop();

const judgeCold = (limit: Limit, name: string, part: keyof ColdStart, floor: string) =>
  judge(limit, name, coldRatio(cold, part, name, floor));

const verdicts = [
  ...functionNames.flatMap((name) => {
    const { scriptKb, layerKb } = sizesOf(built(name));
    return [
      judge(limits.size, name, exactly(scriptKb)),
      judge(limits.layer, name, exactly(layerKb)),
      judgeCold(limits.init, name, 'initMs', 'noop'),
      judgeCold(limits.cold, name, 'coldMs', 'ping'),
      judgeCold(limits.coldNaive, name, 'coldMs', `${name} naive`),
      judgeCold(limits.first, `${name} primed`, 'firstMs', 'noop'),
    ];
  }),
  judge(limits.warm, 'getUsers', pairedRatio(warm.get('getUsers') ?? [], warm.get('ping') ?? [])),
  judge(limits.rows, 'getUsers', inMemoryRatio(inMemory.get(1_000) ?? [])),
  judgeCold(limits.express, 'searchUser plain', 'coldMs', 'express'),
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));

if (options.json) {
  const results = {
    verdicts,
    cold: Object.fromEntries(cold),
    warm: Object.fromEntries(warm),
    inMemory: Object.fromEntries(inMemory),
  };
  writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);
}
const command = `npm run --silent bench${options.quick ? ' -- --quick' : ''}`;
process.stdout.write(report({ command, rounds: counts.cold, verdicts, cold, warm, inMemory }));
const broken = verdicts.filter(({ holds }) => !holds);
for (const { id, of: what, measured, limit } of broken) {
  log(
    `Broken: ${id} of ${what} is ${measured.median.toFixed(2)}, at least ${measured.low.toFixed(2)}; ${limit} at most.`,
  );
}
process.exitCode = broken.length > 0 ? 1 : 0;
