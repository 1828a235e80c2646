// What the Data API emulator adds to a statement, beside the same statement by mysql2.
import { Agent } from 'node:http';
import { createPool } from 'mysql2/promise';
import type { Progress } from '#bench/harness/createProgress.ts';
import { medianMs } from '#bench/harness/medianMs.ts';
import { sendHttp } from '#bench/harness/sendHttp.ts';
import { resourceArn, secretArn } from '#local/environment.ts';
import { inParallel } from '#tests/faults/tally.ts';
import { scalePersonAt } from './people.ts';
import type { ScaleDirectory } from './startDirectories.ts';

const width = 16;
const warmUp = 500;
const sql = 'SELECT email, phone_number AS phoneNumber FROM directory WHERE email_key = ';
const scope = '20261122/eu-central-1/rds-data/aws4_request';

/** The emulator reads the form of a signature and does not verify it. */
const createHeaders = () => ({
  'content-type': 'application/json',
  authorization: `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host, Signature=0`,
  'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
});

/** Median milliseconds of one at a time, and statements per second of 16 at a time. */
export type StatementCost = { p50Ms: number; perSecond: number };
export type EmulatorCost = { direct: StatementCost; emulator: StatementCost };

const measureStatement = async (work: () => Promise<unknown>, statements: number): Promise<StatementCost> => {
  await medianMs(work, warmUp);
  const p50Ms = await medianMs(work, statements);
  const started = performance.now();
  await inParallel(statements, width, work);
  return { p50Ms, perSecond: (statements / (performance.now() - started)) * 1_000 };
};

type Lookup = { find(email: string): Promise<unknown>; close(): Promise<void> };

const createDirectLookup = (databaseUrl: string): Lookup => {
  const pool = createPool({ uri: databaseUrl, connectionLimit: width });
  return { find: (email) => pool.execute(`${sql}?`, [email]), close: () => pool.end() };
};

const createEmulatorLookup = (dataApiUrl: string, databaseUrl: string): Lookup => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(dataApiUrl);
  const database = new URL(databaseUrl).pathname.slice(1);
  const statement = { resourceArn, secretArn, database, sql: `${sql}:email`, formatRecordsAs: 'JSON' };
  return {
    find: async (email) => {
      const options = { agent, hostname, port, path: '/Execute', method: 'POST', headers: createHeaders() };
      const parameters = [{ name: 'email', value: { stringValue: email } }];
      const { statusCode, body } = await sendHttp(options, JSON.stringify({ ...statement, parameters }));
      if (statusCode !== 200) throw new Error(`The emulator answered ${statusCode}: ${body}`);
    },
    close: async () => agent.destroy(),
  };
};

/** One statement by its key, in the directory of the service. */
export const measureEmulator = async (
  dataApiUrl: string,
  { databaseUrl, count }: ScaleDirectory,
  statements: number,
  progress: Progress,
): Promise<EmulatorCost> => {
  const step = progress.start('Statements', 2);
  const measure = async ({ find, close }: Lookup): Promise<StatementCost> => {
    const findAnyone = () => find(scalePersonAt(Math.floor(Math.random() * count)).email);
    return measureStatement(findAnyone, statements).finally(close).finally(step);
  };
  return {
    direct: await measure(createDirectLookup(databaseUrl)),
    emulator: await measure(createEmulatorLookup(dataApiUrl, databaseUrl)),
  };
};
