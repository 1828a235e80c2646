// Measures how many people per second events and files let in.
import { type Bench, say, startPhase } from '#bench/harness/bench.ts';
import { insertPeople, scalePersonAt } from '#bench/harness/generatedPeople.ts';
import { judge, type Verdict } from '#bench/harness/judge.ts';
import { pairedRatio } from '#bench/harness/statistics.ts';
import { type BenchDatabase, query, withDatabase } from '#bench/harness/withDatabase.ts';
import { writeLimits } from '#bench/limits.ts';
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { systemClock } from '#layers/base/clock.ts';
import type { User } from '#layers/people/user.ts';
import { functionEnvironment, resourceArn, secretArn } from '#local/environment.ts';
import { sendEvents, sendFile } from '#tests/support/personDelivery.ts';
import { createTestPeople, migrateDirectory } from '#tests/support/testDirectory.ts';
import { formatWrites, type WriteMeasurements, type WriteResult } from './formatWrites.ts';

const openDirectory = async ({ url, dataApiUrl }: BenchDatabase, count: number): Promise<Database> => {
  say(`Filling a directory of ${count} people and preparing it for events ...`);
  const name = `writes_${count}`;
  await query(url, `DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
  const options = {
    resourceArn,
    secretArn,
    region: 'eu-central-1',
    endpoint: dataApiUrl,
    clock: systemClock,
  };
  const database = createDataApiDatabase({ ...options, database: name });
  const prepare = () => migrateDirectory(database, { deadlineMs: Date.now() + 3_600_000 });
  await prepare();
  await query(url, ...insertPeople(`${name}.people`, count), `ANALYZE TABLE ${name}.people`);
  // Gives everybody a subject.
  await prepare();
  return database;
};

/** As long as a function may take. */
const soon = () => ({ deadlineMs: Date.now() + 300_000 });

type LetIn = (people: readonly User[]) => Promise<void>;

const upsertSql = `
  INSERT INTO people (subject, email, phone_number) VALUES (:subject, :email, :phone)
  ON DUPLICATE KEY UPDATE email = VALUES(email), phone_number = VALUES(phone_number)`;

/** A plain statement per person, which checks nothing and knows no order. */
const oneByOne =
  (database: Database): LetIn =>
  async (people) => {
    const call = soon();
    for (const { email, phoneNumber: phone } of people) {
      const parameters = { subject: email.padEnd(43, '.'), email, phone };
      await database.execute(upsertSql, parameters, call, { idempotent: true });
    }
  };

const byEvents =
  (database: Database, batchSize: number): LetIn =>
  async (people) => {
    const repository = createTestPeople(database);
    for (let from = 0; from < people.length; from += batchSize) {
      const timeMs = Date.now();
      const batch = people.slice(from, from + batchSize).map((person) => ({ ...person, timeMs }));
      const outcomes = await sendEvents(repository, batch);
      if (!outcomes.every((outcome) => outcome === 'applied')) throw new Error('An event was not applied.');
    }
  };

const byFile =
  (database: Database): LetIn =>
  async (people) => {
    const violations = await sendFile(createTestPeople(database), people, Date.now(), soon());
    if (Object.keys(violations).length > 0) throw new Error('A line was refused.');
  };

/** The ways in which people are let in, by name, and how many in a round. */
const ways: Readonly<Record<string, { people: number; create(database: Database): LetIn }>> = {
  'one by one': { people: 100, create: oneByOne },
  'batches of 1 event': { people: 100, create: (database) => byEvents(database, 1) },
  'batches of 100 events': { people: 1_000, create: (database) => byEvents(database, 100) },
  'batches of 1,000 events': { people: 1_000, create: (database) => byEvents(database, 1_000) },
  'a file of 10,000 lines': { people: 10_000, create: byFile },
};

/** Half of them are in the directory, anywhere in it; half are new. */
const pickPeople = (size: number, count: number): User[] =>
  Array.from({ length: size }, (_, index) =>
    index % 2 === 0
      ? scalePersonAt(Math.floor((count / size) * index))
      : { email: `new.${index}.${Math.random()}@example.com`, phoneNumber: '+1 888' },
  );

const measureRound = async (letIn: LetIn, people: readonly User[], result: WriteResult): Promise<void> => {
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  await letIn(people);
  const { user, system } = process.cpuUsage(cpu);
  result.elapsedMs.push((performance.now() - startedMs) / people.length);
  result.cpuMs.push((user + system) / 1_000 / people.length);
};

/** All ways in turn in each round, so that what slows a round down meets all of them; the first round does not count. */
const measure = (counts: readonly number[], rounds: number): Promise<WriteMeasurements> =>
  withDatabase(async (server) => {
    // The SDK takes its keys from the environment.
    Object.assign(process.env, functionEnvironment({ dataApiUrl: server.dataApiUrl }));
    const measured: { letIn: LetIn; people: number; result: WriteResult }[] = [];
    for (const count of counts) {
      const database = await openDirectory(server, count);
      for (const [way, { people, create }] of Object.entries(ways))
        measured.push({ letIn: create(database), people, result: { count, way, elapsedMs: [], cpuMs: [] } });
    }
    const step = startPhase('Rounds', rounds + 1);
    for (let round = 0; round <= rounds; round += 1) {
      for (const { letIn, people, result } of measured) {
        const picked = pickPeople(people, result.count);
        await measureRound(letIn, picked, round === 0 ? { ...result, elapsedMs: [], cpuMs: [] } : result);
      }
      step();
    }
    return { rounds, results: measured.map(({ result }) => result), database: server.program };
  });

const judgeWrites = ({ results }: WriteMeasurements): Verdict[] => {
  const timesOf = (way: string) =>
    results.filter((result) => result.way === way).map(({ elapsedMs }) => elapsedMs);
  const compare = (
    name: keyof typeof writeLimits,
    way: string,
    of: number[] = [],
    to: number[] = [],
  ): Verdict => judge(writeLimits, name, way, pairedRatio(of, to));
  const bulk = ['batches of 1,000 events', 'a file of 10,000 lines'];
  return bulk.flatMap((way) => [
    compare('writeVersusOneByOne', way, timesOf(way)[0], timesOf('one by one')[0]),
    compare('writeGrowth', way, timesOf(way).at(-1), timesOf(way)[0]),
  ]);
};

export const bench: Bench = async (isQuick, command) => {
  const measured = isQuick ? await measure([10_000, 100_000], 5) : await measure([10_000, 1_000_000], 15);
  const verdicts = judgeWrites(measured);
  return { report: formatWrites(command, measured, verdicts), verdicts };
};
