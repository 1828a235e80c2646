// What serves a directory of any number of people.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/bench.ts';
import { insertPeople } from '#bench/harness/generatedPeople.ts';
import type { RunningProgram } from '#bench/harness/program.ts';
import { startFunction } from '#bench/harness/startFunction.ts';
import { directoryEnvironment } from '#bench/harness/stubEnvironment.ts';
import { type BenchDatabase, query } from '#bench/harness/withDatabase.ts';

export type ScaleDirectory = { count: number; getUsers: RunningProgram; searchUser: RunningProgram };

/** The built functions that serve a directory, or make it. */
export const scaleFunctions = ['getUsers', 'searchUser', 'migrate'];
export const taskRoot = (name: string): string => join(benchFolder, 'scale', name);

/** Runs the built function migrate, as a deployment does before its stack: readers need no more than the schema. */
const migrate = async (program: RunningProgram): Promise<void> => {
  const event = '{"step":"schema"}';
  const { body } = await program.send({ path: '', event, expected: { statusCode: 0 } }).finally(program.stop);
  if (!Array.isArray(JSON.parse(body).applied)) throw new Error(`migrate answered ${body}`);
};

/** Fills the table, unless an earlier run has, and reads it into memory: the size of the directory counts, not the disk. */
const fill = async (databaseUrl: string, count: number): Promise<void> => {
  const [row] = (await query(databaseUrl, 'SELECT COUNT(*) AS count FROM people')) as [{ count: number }];
  if (row.count !== count) await query(databaseUrl, 'TRUNCATE people', ...insertPeople('people', count));
  const keys = await query(
    databaseUrl,
    'ANALYZE TABLE people',
    'SELECT SUM(LENGTH(phone_number)) FROM people',
    "SHOW KEYS FROM people WHERE Key_name <> 'PRIMARY'",
  );
  for (const { Key_name: key, Column_name: column } of keys as Record<string, string>[]) {
    await query(databaseUrl, `SELECT COUNT(${column}) FROM people FORCE INDEX (${key})`);
  }
};

/** The first run of a size fills its database, which takes minutes for ten million people. */
export const startDirectory = async (
  { url: serverUrl, dataApiUrl }: BenchDatabase,
  count: number,
): Promise<ScaleDirectory> => {
  const name = `service_${count}`;
  await query(serverUrl, `CREATE DATABASE IF NOT EXISTS ${name}`);
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const env = directoryEnvironment({ dataApiUrl, databaseUrl });
  const start = (name: string) =>
    startFunction({ taskRoot: taskRoot(name), handler: `functions/${name}/handler.handler`, env });
  await migrate(await start('migrate'));
  await fill(databaseUrl, count);
  return { count, getUsers: await start('getUsers'), searchUser: await start('searchUser') };
};
