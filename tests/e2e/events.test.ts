// Events in the local cloud: from the bus and the bucket to functions, to dead letters and back.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';

let checkout: Checkout;
let started: Started;
let sqs: SQSClient;
let eventsUrl: string;

beforeAll(async () => {
  checkout = await copyCheckout();
  // What fails comes back at once.
  started = await npmStart(checkout.folder, { EVENT_RETRY_DELAY_S: '0' });
  await started.until(/Ready/);
  eventsUrl = /^Events +(\S+)$/m.exec(started.output())?.[1] as string;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  sqs = new SQSClient({ endpoint: eventsUrl, region: 'eu-central-1', credentials });
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const run = async (program: string, ...args: string[]): Promise<string> => {
  const options = { cwd: checkout.folder };
  return (await promisify(execFile)(process.execPath, [program, ...args], options)).stdout;
};
const send = (...args: string[]) => run('operate/send.ts', ...args);

const search = async (email: string): Promise<string> => {
  const url = `http://127.0.0.1:${started.port}/search?email=${email}`;
  const response = await fetch(url);
  return response.ok
    ? ((await response.json()) as { phoneNumber: string }).phoneNumber
    : String(response.status);
};

const expectSoon = async (email: string, expected: string): Promise<void> => {
  while ((await search(email)) !== expected) await sleep(100);
};

const queueUrl = (name: string) => `${eventsUrl}/000000000000/users-dev-${name}`;

const receiveDead = async () => {
  const command = new ReceiveMessageCommand({ QueueUrl: queueUrl('sync-dlq'), WaitTimeSeconds: 1 });
  return (await sqs.send(command)).Messages?.[0];
};

/** A file with an event of what has changed. */
const writeEvent = async (name: string, event: object): Promise<string> => {
  const file = join(checkout.folder, name);
  const envelope = { specversion: '1.0', source: 'https://hr.example.com', id: name };
  await writeFile(file, JSON.stringify({ ...envelope, ...event }));
  return file;
};

const upserted = 'directory.user.upserted.v1';

test('an event that is sent changes the number, and a deletion makes the person unknown', async () => {
  expect(await send('functions/syncUsers/events/homer-moved.json')).toBe('Put 1 on users-dev\n');
  await expectSoon('homer@thesimpsons.com', '+1 888 123 2222');
  await send('functions/syncUsers/events/bart-left.json');
  await expectSoon('bart@thesimpsons.com', '404');
});

test('an older event changes nothing', async () => {
  const email = 'lisa@thesimpsons.com';
  const now = await writeEvent('now', { type: upserted, data: { email, phoneNumber: '+1 888 2' } });
  const time = '2025-01-01T00:00:00Z';
  const old = await writeEvent('old', { type: upserted, time, data: { email, phoneNumber: '+1 888 1' } });
  await send(now);
  await expectSoon(email, '+1 888 2');
  const before = started.output().length;
  await send('--keep-time', old);
  await started.until(/"stale":1/, before);
  expect(await search(email)).toBe('+1 888 2');
});

test('an invalid event becomes a dead letter, and is applied once when it is mended and moved back', async () => {
  const data = { email: 'moe', phoneNumber: '+1 888 555 0000' };
  await send(await writeEvent('poison', { type: upserted, data }));
  let dead = await receiveDead();
  while (!dead) dead = await receiveDead();
  expect(JSON.parse(dead.Body as string)).toMatchObject({ detail: { data } });

  await sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl('sync-dlq') }));
  const mended = (dead.Body as string).replace('"moe"', '"moe@example.com"');
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('sync-dlq'), MessageBody: mended }));
  expect(await run('operate/redrive.ts')).toMatch(/Moved 1 of 1\n$/);
  await expectSoon('moe@example.com', data.phoneNumber);
});

test('a file is imported, and what cannot be is saved with its reasons', async () => {
  const file = join(checkout.folder, 'people of ü.csv');
  await writeFile(file, 'email,phoneNumber\nned@example.com,+1 555\nrod@example.com,666\ntodd,777\n');
  await expect(run('operate/files/import.ts', file)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Read 3: applied 2  unchanged 0  rejected 1'),
  });
  expect(await checkout.read('people of ü.rejects.csv')).toMatch(
    /^\ufeffemail,phoneNumber,line,reason\r\ntodd,"\t777",4,email must contain an @\r\n$/,
  );
  expect(await search('ned@example.com')).toBe('+1 555');
});

test('a file that says again what it said before another file counts again', async () => {
  const file = join(checkout.folder, 'nightly.csv');
  for (const phoneNumber of ['111', '222', '111']) {
    await writeFile(file, `email,phoneNumber,deleted\nnelson@example.com,${phoneNumber},\n`);
    expect(await run('operate/files/import.ts', file)).toContain(
      'Read 1: applied 1  unchanged 0  rejected 0',
    );
    expect(await search('nelson@example.com')).toBe(phoneNumber);
  }
  const older = await run('operate/files/import.ts', file, '--as-of', '2026-01-01T00:00:00Z');
  expect(older).toContain(
    'Nothing was applied: the directory has newer states of all people of the file, or has erased them.',
  );
});

test('the directory is exported to a file', async () => {
  const file = join(checkout.folder, 'export.csv');
  await run('operate/files/export.ts', file, '--new');
  const listed = await (await fetch(`http://127.0.0.1:${started.port}/users?limit=1000`)).json();
  const lines = (await checkout.read('export.csv')).trimEnd().split('\r\n');
  expect(lines).toHaveLength((listed as unknown[]).length + 1);
  expect(lines[0]).toBe('\ufeffemail,phoneNumber');
  expect(lines).toContain('ned@example.com,"\t+1 555"');
});

test('who is erased stays away from events and files, old and new', async () => {
  const certificate = JSON.parse(await run('operate/invoke.ts', 'eraseUser', '{"email":"ned@example.com"}'));
  expect(certificate).toMatchObject({
    rows: 1,
    files: { deleted: expect.arrayContaining(['incoming/people of ü.csv']) },
  });
  const data = { email: 'ned@example.com', phoneNumber: '+1 888 2' };
  const before = started.output().length;
  await send(await writeEvent('back', { type: upserted, data }));
  await started.until(/"erased":1|"stale":1/, before);
  const file = join(checkout.folder, 'back.csv');
  await writeFile(file, 'email,phoneNumber\nned@example.com,999\nmaude@example.com,888\n');
  await run('operate/files/import.ts', file);
  expect(await search('maude@example.com')).toBe('888');
  expect(await search('ned@example.com')).toBe('404');
});

test('a change of the source is seen by the next event', async () => {
  const file = join(checkout.folder, 'functions/syncUsers/handler.ts');
  const source = await checkout.read('functions/syncUsers/handler.ts');
  await writeFile(file, source.replace('event.data.phoneNumber', "'+1 888 changed'"));
  while ((await search('homer@thesimpsons.com')) !== '+1 888 changed') {
    await send('functions/syncUsers/events/homer-moved.json');
    await sleep(500);
  }
});
