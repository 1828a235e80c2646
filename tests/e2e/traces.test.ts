// The traces of `npm start`: every call and every line belongs to the request that caused it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LogLine } from '#offline-cloud/console/api/traceOperations.ts';
import type { Span } from '#offline-cloud/console/trace/span.ts';
import type { TraceSummary } from '#offline-cloud/console/trace/summarizeTrace.ts';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';

let checkout: Checkout;
let started: Started;

beforeAll(async () => {
  checkout = await copyCheckout();
  started = await npmStart(checkout.folder, { EVENT_RETRY_DELAY_S: '0' });
  await started.until(/Ready/);
}, 120_000);

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const url = (path: string): string => `http://localhost:${started.port}${path}`;

const ask = async <Result>(path: string, body?: object): Promise<Result> => {
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  return (await (await fetch(url(`/_console/api${path}`), init)).json()) as Result;
};

type Found = { summary: TraceSummary; spans: Span[] };

const trace = (id: string): Promise<Found> => ask(`/traces/${encodeURIComponent(id)}?wait=true`);

/** Reads the trace again until the test of it is true. */
const traceUntil = async (id: string, isReached: (found: Found) => boolean): Promise<Found> => {
  for (;;) {
    const found = await trace(id);
    if (isReached(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const servicesOf = ({ spans }: Found): string[] => spans.map(({ service }) => service);
const attributesOf = ({ spans }: Found, name: string): unknown[] =>
  spans.flatMap(({ attributes }) => attributes[name] ?? []);

test('200 requests, 40 at once, each have their own call of the Data API and their own line', async () => {
  const search = async (index: number): Promise<string> => {
    const response = await fetch(url(`/search?email=nobody${index}@thesimpsons.com`));
    return response.headers.get('x-request-id') as string;
  };
  const requestIds: string[] = [];
  for (let from = 0; from < 200; from += 40) {
    requestIds.push(...(await Promise.all(Array.from({ length: 40 }, (_, at) => search(from + at)))));
  }
  expect(new Set(requestIds).size).toBe(200);
  for (const requestId of requestIds) {
    const found = await traceUntil(requestId, ({ spans }) =>
      spans.some(({ service }) => service === 'rds-data'),
    );
    expect(servicesOf(found).filter((service) => service === 'lambda')).toHaveLength(1);
    expect(attributesOf(found, 'faas.invocation_id')).toEqual([requestId]);
    const { lines } = await ask<{ lines: LogLine[] }>(`/logs?request=${requestId}`);
    expect(lines.map(({ line }) => JSON.parse(line).requestId)).toEqual([requestId]);
  }
});

test('retries after an injected fault are siblings, and the SQL text has no value', async () => {
  await ask('/faults', { fault: 'throttling', times: 2 });
  const response = await fetch(url('/search?email=homer@thesimpsons.com'));
  expect(response.status).toBe(200);
  const found = await traceUntil(
    response.headers.get('x-request-id') as string,
    ({ spans }) => spans.filter(({ service }) => service === 'rds-data').length === 3,
  );
  const calls = found.spans.filter(({ service }) => service === 'rds-data');
  const lambda = found.spans.find(({ service }) => service === 'lambda');
  expect(calls.map(({ parentSpanId }) => parentSpanId)).toEqual(calls.map(() => lambda?.spanId));
  expect(calls.map(({ attributes }) => attributes['data_api.fault'])).toEqual([
    'throttling',
    'throttling',
    undefined,
  ]);
  expect(JSON.stringify(calls)).not.toContain('homer');
});

const event = (email: string) => ({
  ...{ specversion: '1.0', id: email, source: 'hr', type: 'directory.user.upserted.v1' },
  ...{ time: new Date().toISOString(), data: { email, phoneNumber: '+1 888 123 1117' } },
});

const put = async (detailType: string, email: string): Promise<string> => {
  const body = { bus: 'users-dev', source: 'hr', detailType, detail: event(email) };
  return (await ask<{ eventId: string }>('/events', body)).eventId;
};

test('an event is one trace from the bus through the queue to the row', async () => {
  const id = await put('directory.user.upserted.v1', 'milhouse@thesimpsons.com');
  const found = await traceUntil(id, (read) => JSON.stringify(read.spans).includes('INSERT INTO people'));
  expect([...new Set(servicesOf(found))]).toEqual(['eventbridge', 'sqs', 'lambda', 'rds-data']);
  expect(found.summary).toMatchObject({ name: 'directory.user.upserted.v1', isError: false });
});

test('a poison event says how often it was received, why it failed, and where it is', async () => {
  const id = await put('directory.user.upserted.v1', 'milhouse');
  const found = await traceUntil(id, ({ summary }) => summary.marks.includes('dead-letter'));
  expect(found.summary.isError).toBe(true);
  expect(attributesOf(found, 'messaging.dead_letter')).toEqual(['users-dev-sync-dlq']);
  expect(JSON.stringify(found.spans)).toContain('data.email must contain an @');
});

test('an event that no rule took says which rule nearly did', async () => {
  const id = await put('directory.user.upsert.v1', 'milhouse@thesimpsons.com');
  const found = await trace(id);
  expect(found.summary).toMatchObject({ isError: true, error: 'no rule took the event' });
  expect(attributesOf(found, 'eventbridge.near_rules')).toEqual([
    expect.stringMatching(/^users-dev-sync: detail-type is "directory.user.upsert.v1", the rule takes \[/),
  ]);
});

test('a file that is imported is one trace from the bucket to the rows', async () => {
  const file = join(checkout.folder, 'people.csv');
  await writeFile(file, 'email,phoneNumber\nnelson@thesimpsons.com,+1 888 123 1118\n');
  await checkout.run('operate/files/import.ts', file);
  const { traces } = await ask<{ traces: TraceSummary[] }>(
    '/traces?filter=trigger:object function:importUsers',
  );
  const found = await trace(traces[0]?.traceId as string);
  expect([...new Set(servicesOf(found))]).toEqual(
    expect.arrayContaining(['s3', 'sqs', 'lambda', 'rds-data']),
  );
});

test('npm run trace and npm run logs show a request by the id of its answer', async () => {
  const response = await fetch(url('/search?email=homer@thesimpsons.com'));
  const id = response.headers.get('x-request-id') as string;
  await traceUntil(id, ({ spans }) => spans.some(({ service }) => service === 'rds-data'));
  const shown = await checkout.run('operate/trace.ts', id);
  expect(shown).toMatch(/^GET \/search +\S+ ms ▬[\s\S]*searchUser[\s\S]*ExecuteStatement[\s\S]*1 row/m);
  expect(await checkout.run('operate/logs.ts', '--request', id)).toContain(id);
});

const people = /milhouse|nobody\d+@|nelson/;

test('the log has nothing of what only traces may hold', () => {
  expect(started.output()).not.toMatch(people);
});

test('no file that npm start writes holds people but those of the database', async () => {
  const state = join(checkout.folder, '.local');
  const written = (await readdir(state, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.startsWith(join(state, 'mariadb', 'data')));
  const holding: string[] = [];
  for (const file of written) if (people.test(await readFile(file, 'latin1'))) holding.push(file);
  expect(written.length).toBeGreaterThan(0);
  expect(holding).toEqual([]);
});
