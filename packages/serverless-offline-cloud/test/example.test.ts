// The example beside the sources of the package, which this repository has installed.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deadOrder, invoiceOf, order, report } from './support/orders.ts';
import { type Offline, startOffline } from './support/startOffline.ts';

const framework = dirname(createRequire(import.meta.url).resolve('serverless/package.json'));
const repository = join(import.meta.dirname, '../../..');

let folder: string;
let offline: Offline;

beforeAll(async () => {
  // Within the repository, whose packages it finds.
  mkdirSync(join(repository, '.local'), { recursive: true });
  folder = mkdtempSync(join(repository, '.local/orders-'));
  cpSync(join(import.meta.dirname, '../example'), folder, { recursive: true });
  offline = await startOffline({ folder, framework });
}, 120_000);
afterAll(async () => {
  await offline?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an order becomes an invoice, by the bus, a queue and the bucket', async () => {
  expect(await order(offline, 'tea', 2)).toBe(202);
  await invoiceOf(offline, 'tea');
  expect(await report(offline)).toEqual({ invoices: 1 });
});

test('an order that cannot be is a dead letter', async () => {
  expect(await order(offline, 'air', 0)).toBe(202);
  expect(await deadOrder(offline)).toEqual({ item: 'air', count: 0 });
});

test('the start tells of what is not served', () => {
  expect(offline.output()).toContain('reportInvoices is invoked by hand, not by its schedule.');
});

test('the console shows the way of an order', async () => {
  await order(offline, 'cake', 1);
  await invoiceOf(offline, 'cake');
  const ask = async <Result>(path: string) =>
    (await (await fetch(`${offline.url}/_console/api${path}`)).json()) as Result;
  const { traces } = await ask<{ traces: { traceId: string }[] }>('/traces?filter=route:/orders');
  const { spans } = await ask<{ spans: { service: string }[] }>(`/traces/${traces[0]?.traceId}`);
  const services = spans.map(({ service }) => service);
  expect([...new Set(services)]).toEqual(
    expect.arrayContaining(['apigateway', 'lambda', 'eventbridge', 'sqs', 's3']),
  );
});

test.each(['/orders', '/_console/api/traces'])('a page of another origin may not use %s', async (path) => {
  const headers = { origin: 'http://evil.example' };
  expect((await fetch(`${offline.url}${path}`, { headers })).status).toBe(403);
});
