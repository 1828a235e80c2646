// `npm run verify` against `npm start`: green, red for a broken system, and nothing left behind.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';

let checkout: Checkout;
let started: Started;

beforeAll(async () => {
  checkout = await copyCheckout();
  // What fails comes back at once.
  started = await npmStart(checkout.folder, { EVENT_RETRY_DELAY_S: '0' });
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const urlOf = (name: string) => new RegExp(`^${name} +(\\S+)$`, 'm').exec(started.output())?.[1] as string;

const verify = (...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const options = { cwd: checkout.folder };
    execFile(process.execPath, ['verify/main.ts', ...args], options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

/** What of the runs is in the directory and in the bucket. */
const findTraces = async (): Promise<string[]> => {
  const users = await (await fetch(`http://127.0.0.1:${started.port}/users`)).text();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({
    endpoint: urlOf('Events'),
    region: 'eu-central-1',
    credentials,
    forcePathStyle: true,
  });
  const Bucket = 'users-dev-imports-000000000000-eu-central-1';
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const keys = Contents.map(({ Key = '' }) => Key);
  // Nothing deletes the record of an erasure; one that is lifted has no effect.
  const isLifted = (key: string) =>
    key.startsWith('erasures/') && (key.endsWith('.lifted') || keys.includes(`${key}.lifted`));
  return [...(users.match(/[\w-]+@verify-[^"]+/g) ?? []), ...keys.filter((key) => !isLifted(key))];
};

test('everything is kept, nothing is left, and --write reports it', async () => {
  const { status, stdout, stderr } = await verify('--slow', '--write', '--requests', '50');
  expect({ status, stderr, reasons: stdout.match(/^ {2}.*/gm) }).toEqual({
    status: 0,
    stderr: '',
    reasons: null,
  });
  expect(await findTraces()).toEqual([]);
  const report = await checkout.read('docs/reports/parity.md');
  expect(report).toMatch(/^\| Events: out of order and twice, .* \| passed \(6\) \| /m);
});

test('an export that counts one too many fails the check of exports alone', async () => {
  const path = 'functions/exportUsers/schema.ts';
  const source = await checkout.read(path);
  await writeFile(
    join(checkout.folder, path),
    source.replace('count, sha256, bytes })', 'count: count + 1, sha256, bytes })'),
  );
  try {
    const { status, stdout } = await verify('--requests', '5');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^Files: an export holds everybody, .* failed /m);
    expect(stdout).toContain('\n13 passed, 1 failed, 2 not run\n');
  } finally {
    await writeFile(join(checkout.folder, path), source);
  }
  expect(await findTraces()).toEqual([]);
});

test('an API that answers otherwise than documented fails the checks of the contract', async () => {
  const path = 'functions/searchUser/schema.ts';
  const source = await checkout.read(path);
  const chatty = source.replace(
    'response: publicUser',
    'response: (user: object) => ({ ...user, extra: 1 })',
  );
  await writeFile(join(checkout.folder, path), chatty);
  try {
    const { status, stdout } = await verify('--requests', '200');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^HTTP: somebody who was added is found .* failed/m);
  } finally {
    await writeFile(join(checkout.folder, path), source);
  }
});

test('people whom a broken system keeps are told of, and removed later', async () => {
  const faults = `${urlOf('Data API')}/_faults`;
  await fetch(faults, { method: 'POST', body: '{"fault":"database-unavailable","probability":1}' });
  const { status, stdout } = await verify();
  await fetch(faults, { method: 'DELETE' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^Its own people and files are removed .* failed/m);
  const [, domain = ''] = /npm run verify -- --remove (\S+),/.exec(stdout) ?? [];
  expect(await verify('--remove', domain)).toMatchObject({
    status: 0,
    stdout: `Removed the people and files of ${domain}.\n`,
  });
  expect(await findTraces()).toEqual([]);
});

test('Ctrl-C ends it once its people are removed', async () => {
  const child = spawn(process.execPath, ['verify/main.ts'], { cwd: checkout.folder });
  let output = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    output += part;
    if (/is found .*passed/.test(output)) {
      child.kill('SIGINT');
      break;
    }
  }
  const [status] = await once(child, 'exit');
  expect(status).toBe(130);
  expect(await findTraces()).toEqual([]);
});

test('one sentence says that nothing runs', async () => {
  await started.end();
  expect(await verify()).toEqual({
    status: 1,
    stdout: '',
    stderr: 'No local cloud runs here: `npm start` in another terminal, or name a --stage of AWS.\n',
  });
});
