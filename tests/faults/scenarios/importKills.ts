// Files whose importers are killed while calls fail: every line counts once, the last of a person.
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { directorySecretArn } from '#local/environment.ts';
import { startSecrets } from '#offline-cloud/secretsmanager/startSecrets.ts';
import { directorySecret } from '#tests/support/testDirectory.ts';
import { seededRandom } from '../../../packages/data-api-emulator/src/faults/seededRandom.ts';
import { compare, readPhones } from '../events/compare.ts';
import { consumerEnvironment } from '../events/consumerEnvironment.ts';
import { startConsumer } from '../events/startConsumer.ts';
import { createFile, type FormatOfFile, type PeopleFile } from '../imports/createFile.ts';
import { createImportQueue, type ImportQueue } from '../imports/createImportQueue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

/** A run has 5 s before it sends itself a message to go on. */
const timeoutMs = 65_000;

const faults = [
  { fault: 'reset-after', probability: 0.05 },
  { fault: 'throttling', probability: 0.05 },
  { fault: 'internal-error', probability: 0.02 },
  { fault: 'database-unavailable', probability: 0.02 },
] as const;

/** Refused lines that are missing, and those that are there twice or should not be. */
const compareRejects = async (
  queue: ImportQueue,
  job: string,
  badLines: ReadonlySet<number>,
  tally: Tally,
): Promise<void> => {
  const seen = new Map<number, number>();
  for (const part of await queue.list(`rejects/${job}/`)) {
    const text = (await queue.read(part)) ?? '';
    const rows: { line: string }[] = parse(text, { bom: true, columns: true, delimiter: [',', ';', '\t'] });
    for (const row of rows) seen.set(Number(row.line), (seen.get(Number(row.line)) ?? 0) + 1);
  }
  for (const line of badLines) if (!seen.has(line)) tally.lost += 1;
  for (const [line, times] of seen) {
    if (times > 1) tally.duplicated += 1;
    if (!badLines.has(line)) tally.wrong += 1;
  }
};

const hasEnded = async (queue: ImportQueue, job: string): Promise<boolean> =>
  /"state": "(done|failed|superseded)"/.test((await queue.read(`results/${job}.json`)) ?? '');

const compareCounts = async (queue: ImportQueue, job: string, file: PeopleFile, tally: Tally) => {
  const { state, counts } = JSON.parse((await queue.read(`results/${job}.json`)) ?? '{}');
  if (state !== 'done' || counts.rejected !== file.badLines.size) tally.wrong += 1;
};

/** So many kills by SIGKILL at random moments, of two importers in turn, with a file of each format. Each notification comes twice. */
export const importKills = async (
  points: number,
  lines: number,
  seed: number,
  formats: readonly FormatOfFile[] = ['csv'],
): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  faults.forEach((fault, index) => {
    world.api.faults.add({ ...fault, seed: seed + index });
  });
  const secrets = await startSecrets({ secrets: { [directorySecretArn]: directorySecret } });
  const queue = await createImportQueue();
  const urls = {
    dataApiUrl: world.api.url,
    databaseUrl: world.databaseUrl,
    secretsUrl: secrets.url,
    eventsUrl: queue.eventsUrl,
  };
  const env = { ...consumerEnvironment(urls), ...queue.env };
  const importers = [0, 1].map(() => startConsumer({ name: 'importUsers', timeoutMs, env }));
  let invocations = 0;
  const mapping = await queue.consume((event) => {
    invocations += 1;
    return importers[invocations % importers.length]?.invoke(event) as Promise<unknown>;
  });

  const imports: { file: PeopleFile; job: string }[] = [];
  for (const format of formats) {
    const [key, file] = [`incoming/${format}`, createFile(lines, format)];
    imports.push({ file, job: await queue.put(key, file.bytes) });
    // As S3 may tell twice.
    await queue.send({ key });
  }
  const haveEnded = async () =>
    (await Promise.all(imports.map(({ job }) => hasEnded(queue, job)))).every(Boolean);
  const tally = newTally();
  const random = seededRandom(seed);
  const killing = (async () => {
    for (let kills = 0; kills < points && !(await haveEnded()); kills += 1) {
      await sleep(300 + random() * 1_200);
      importers[kills % importers.length]?.kill();
      tally.injected += 1;
    }
  })();
  while (!(await haveEnded()) || (await queue.countMessages()) > 0) await sleep(200);
  await killing;
  tally.injected += world.api.faults.list().reduce((sum, { applied }) => sum + applied, 0);

  await mapping.stop();
  for (const importer of importers) importer.kill();
  const model = new Map(imports.flatMap(({ file }) => [...file.model]));
  compare(tally, model, await readPhones(world.connection));
  for (const { file, job } of imports) {
    await compareRejects(queue, job, file.badLines, tally);
    await compareCounts(queue, job, file, tally);
  }
  await queue.stop();
  await secrets.stop();
  await world.stop();
  return tally;
};
