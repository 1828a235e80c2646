// The example beside the sources of the package, which this repository has installed.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyExample, framework, removeFolder } from './support/exampleFolder.ts';
import { deadOrder, invoiceOf, order, report } from './support/orders.ts';
import { type Offline, startOffline } from './support/startOffline.ts';

let folder: string;
let offline: Offline;

beforeAll(async () => {
  folder = copyExample();
  offline = await startOffline({ folder, framework });
}, 120_000);
afterAll(async () => {
  await offline?.stop();
  removeFolder(folder);
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
