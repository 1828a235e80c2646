// The Data API emulator as a process of its own, and what it adds to a statement. Called by main.ts.
import { spawn } from 'node:child_process';
import { Agent, type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from 'data-api-emulator';
import { createPool } from 'mysql2/promise';
import { resourceArn, secretArn } from '#local/environment.ts';
import { inParallel } from '#tests/faults/tally.ts';
import { root } from '#tools/paths.ts';
import { type Directory, emailAt } from './directory.ts';
import { medianMs } from './medianMs.ts';

export type Emulator = { url: string; stop(): void };

export const startEmulator = async (databaseUrl: string): Promise<Emulator> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [
      join(root, 'packages/data-api-emulator/src/main.ts'),
      `--port=${port}`,
      `--database-url=${databaseUrl}`,
      `--resource-arn=${resourceArn}`,
      `--secret-arn=${secretArn}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await answers())) await sleep(50);
  return {
    url,
    stop: () => {
      child.kill();
    },
  };
};

const sql = 'SELECT email, phone_number AS phoneNumber FROM directory WHERE email_key = ';

export type Overhead = { directMs: number; emulatorMs: number; directPerS: number; emulatorPerS: number };

const perSecond = async (work: () => Promise<unknown>, count: number): Promise<number> => {
  const started = performance.now();
  await inParallel(count, 16, work);
  return (count / (performance.now() - started)) * 1_000;
};

/** Sends a POST over Node's own client, which costs less than fetch. */
const post = (options: RequestOptions, body: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({ ...options, method: 'POST' }, (response) => {
      text(response).then(
        (answer) => resolve({ status: response.statusCode as number, text: answer }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** One statement by its key, through the emulator and by mysql2: p50 of one at a time, and rate of 16 at a time. */
export const measureOverhead = async (
  { url }: Emulator,
  { name, url: databaseUrl, count }: Directory,
  statements: number,
): Promise<Overhead> => {
  const pool = createPool({ uri: databaseUrl, connectionLimit: 16 });
  const email = () => emailAt(Math.floor(Math.random() * count));
  const direct = () => pool.execute(`${sql}?`, [email()]);
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const emulated = async () => {
    const parameters = [{ name: 'email', value: { stringValue: email() } }];
    const body = JSON.stringify({
      resourceArn,
      secretArn,
      database: name,
      sql: `${sql}:email`,
      parameters,
      formatRecordsAs: 'JSON',
    });
    const headers = {
      'content-type': 'application/json',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20261122/eu-central-1/rds-data/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
    };
    const { status, text: answer } = await post({ agent, hostname, port, path: '/Execute', headers }, body);
    if (status !== 200) throw new Error(answer);
  };
  try {
    for (const work of [direct, emulated]) await medianMs(work, 500);
    return {
      directMs: await medianMs(direct, statements),
      emulatorMs: await medianMs(emulated, statements),
      directPerS: await perSecond(direct, statements),
      emulatorPerS: await perSecond(emulated, statements),
    };
  } finally {
    agent.destroy();
    await pool.end();
  }
};
