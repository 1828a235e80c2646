// The page of the API in a real browser: served by the local gateway, and as static files.
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { stateFolder } from '#tools/paths.ts';
import { type Browser, type BrowserPage, launchChromium } from './launchChromium.ts';

/** Where the screenshots are left. */
const output = join(stateFolder, 'browser');

let checkout: Checkout;
let started: Started;
let browser: Browser;
let site: Server;
let complaints: string[];
let requested: Set<string>;

const contentTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

beforeAll(async () => {
  mkdirSync(output, { recursive: true });
  checkout = await copyCheckout();
  await checkout.run('api/site/main.ts');
  site = createServer(async ({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    response.setHeader('content-type', contentTypes[extname(name)] ?? 'application/octet-stream');
    response.end(await readFile(join(checkout.folder, 'dist/api-site', name)));
  });
  await once(site.listen(0, '127.0.0.1'), 'listening');
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
  browser = await launchChromium([]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await started?.end();
  site?.close();
  await checkout?.remove();
});

const open = async (url: string): Promise<BrowserPage> => {
  complaints = [];
  requested = new Set();
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => requested.add(new URL(request.url()).origin));
  await page.goto(url);
  await page.waitForSelector('#operations-users-searchUserByBody, .opblock-post');
  return page;
};

const search = async (page: BrowserPage): Promise<string> => {
  await page.click('.opblock-post .opblock-summary-control');
  await page.fill('.opblock-post textarea', JSON.stringify({ email: people[0]?.email }));
  await page.click('.opblock-post button.execute');
  await page.waitForSelector('.opblock-post .live-responses-table .response-col_status');
  return page.innerText('.opblock-post .live-responses-table');
};

test('a search is tried on the page of the local gateway, which asks nothing but that', async () => {
  const origin = `http://localhost:${started.port}`;
  const page = await open(`${origin}/docs`);
  expect(await search(page)).toContain(people[0]?.phoneNumber);
  await page.screenshot({ path: join(output, 'docs.png') });
  expect([...requested]).toEqual([origin]);
  expect(complaints).toEqual([]);
}, 60_000);

test('the static files show the same, and load nothing from elsewhere', async () => {
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const page = await open(origin);
  expect(await page.innerText('.opblock-tag-section')).toMatch(
    /\/search[\s\S]*\/users|\/users[\s\S]*\/search/,
  );
  await page.screenshot({ path: join(output, 'api-site.png') });
  expect([...requested]).toEqual([origin]);
  expect(complaints).toEqual([]);
}, 60_000);
