// Two services beside each other, of which the second hears the bus of the first.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyExample, createFolder, framework, removeFolder } from './support/exampleFolder.ts';
import { invoiceOf, order } from './support/orders.ts';
import { type Offline, startOffline } from './support/startOffline.ts';

const delivery = `
service: delivery
frameworkVersion: '4'
provider: { name: aws, region: eu-central-1, runtime: nodejs24.x }
plugins: [serverless-offline, serverless-offline-cloud]
functions:
  deliver:
    handler: src/deliver.handler
    events: [{ eventBridge: { eventBus: orders, pattern: { detail-type: [order.placed] }, inputPath: $.detail } }]
`;

const folders: string[] = [];
let orders: Offline;
let deliveries: Offline;

beforeAll(async () => {
  folders.push(copyExample(), createFolder());
  const [first = '', second = ''] = folders;
  writeFileSync(join(second, 'serverless.yml'), delivery);
  mkdirSync(join(second, 'src'));
  const handler = "export const handler = async ({ item }) => console.log('Delivers', item);\n";
  writeFileSync(join(second, 'src/deliver.mjs'), handler);
  orders = await startOffline({ folder: first, framework });
  const environment = { AWS_ENDPOINT_URL_SQS: orders.eventsUrl };
  deliveries = await startOffline({ folder: second, framework, environment });
}, 180_000);
afterAll(async () => {
  await deliveries?.stop();
  await orders?.stop();
  folders.forEach(removeFolder);
});

test('an order at the first becomes an invoice there and a delivery at the second', async () => {
  expect(deliveries.eventsUrl).toBe(orders.eventsUrl);
  expect(await order(orders, 'tea', 2)).toBe(202);
  await invoiceOf(orders, 'tea');
  await deliveries.until('Delivers tea');
}, 60_000);
