// The console's page in a real browser: what is broken is seen, mended and sent again.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { stateFolder } from '#tools/paths.ts';
import { type Browser, type BrowserPage, launchChromium, type PageOptions } from './launchChromium.ts';

/** Where the screenshots are left. */
const output = join(stateFolder, 'browser');

let checkout: Checkout;
let started: Started;
let browser: Browser;
let complaints: string[];
let requested: Set<string>;

beforeAll(async () => {
  mkdirSync(output, { recursive: true });
  checkout = await copyCheckout();
  started = await npmStart(checkout.folder, { EVENT_RETRY_DELAY_S: '0' });
  await started.until(/Ready/);
  browser = await launchChromium([]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await started?.end();
  await checkout?.remove();
});

const origin = (): string => `http://localhost:${started.port}`;

const open = async (path: string, options?: PageOptions): Promise<BrowserPage> => {
  complaints = [];
  requested = new Set();
  const page = await browser.newPage(options);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => requested.add(new URL(request.url()).origin));
  await page.goto(origin() + path);
  return page;
};

const press = async (page: BrowserPage, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

const homer = '/search?email=homer@thesimpsons.com';

test('a request that an injected fault fails is found by two keys, and sent again once the fault is ended', async () => {
  const page = await open('/_console/database');
  await page.fill('.options input[min="1"]', '50');
  await page.click('.faults button:has-text("database-unavailable")');
  await page.waitForSelector('.badge.fault:has-text("database-unavailable")');
  expect((await fetch(origin() + homer)).status).toBe(503);

  await page.waitForSelector('.badge.error:has-text("1 error")');
  await press(page, ['!']);
  await page.waitForSelector('.row.error');
  await press(page, ['j']);
  await page.waitForSelector('.waterfall .span.error:has-text("fault database-unavailable")');
  expect(await page.innerText('.waterfall')).toMatch(/searchUser[\s\S]*SELECT email/);
  expect(await page.innerText('.log')).toContain('DatabaseUnavailable');
  await page.screenshot({ path: join(output, 'console-fault.png') });

  await page.click('.badge.fault');
  await press(page, ['r']);
  await page.waitForSelector('.detail h1 .pill:has-text("200")');
  expect(await page.innerText('.detail h1')).toContain(homer);
  expect([...requested]).toEqual([origin()]);
  expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
});

const poison = {
  ...{ specversion: '1.0', id: 'poison', source: 'hr', type: 'directory.user.upserted.v1' },
  data: { email: 'milhouse', phoneNumber: '+1 888 123 1117' },
};

test('a dead letter says why it failed, is mended and moved back, and is applied', async () => {
  const page = await open('/_console/queues/users-dev-sync');
  const event = (email: string) =>
    JSON.stringify({ ...poison, time: new Date().toISOString(), data: { ...poison.data, email } });
  await page.fill('.detail form textarea', event('milhouse'));
  await page.click('.detail form button:has-text("Send")');
  await page.waitForSelector('.facts:has-text("dead-letter")');
  await page.click('nav a:has-text("Queues")');
  await page.click('.queue.error:has-text("users-dev-sync-dlq")');
  await page.waitForSelector('.message .reason:has-text("data.email must contain an @")');
  await page.screenshot({ path: join(output, 'console-dead-letter.png') });

  await page.fill('.message textarea', event('milhouse@thesimpsons.com'));
  await page.click('button:has-text("Mend and move back")');
  await page.waitForSelector('.log:has-text("applied 1")');
  expect(await page.innerText('.waterfall')).toMatch(
    /wait in users-dev-sync[\s\S]*syncUsers[\s\S]*INSERT INTO/,
  );
  const found = await fetch(`${origin()}/search?email=milhouse@thesimpsons.com`);
  expect(await found.json()).toMatchObject({ phoneNumber: '+1 888 123 1117' });
  expect(complaints).toEqual([]);
});

test('an event that no rule took says which rule nearly did', async () => {
  const page = await open('/_console/events');
  const event = { bus: 'users-dev', source: 'hr', detailType: 'directory.user.upsert.v1', detail: {} };
  await page.fill('form textarea', JSON.stringify(event));
  await page.click('form button:has-text("Put"):not(:has-text("as"))');
  await page.waitForSelector('.waterfall:has-text("no rule took the event")');
  await press(page, ['e']);
  await page.waitForSelector('.reason:has-text("detail-type is \\"directory.user.upsert.v1\\"")');
});

test('a paused database is seen, and wakes', async () => {
  const page = await open('/_console/database');
  await page.click('button:has-text("Pause")');
  await page.waitForSelector('.badge.state.paused');
  const answered = fetch(origin() + homer);
  await page.waitForSelector('.badge.state.resuming');
  await answered;
  await page.waitForSelector('.badge.state.available');
});

test('a browser that asks for nothing lands on the console, and a program does not', async () => {
  const page = await open('/');
  expect(page.url()).toMatch(/\/_console$/);
  expect((await fetch(`${origin()}/`)).status).toBe(404);
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['dark', 360],
] as const)('%s at %i px shows the newest trace without a complaint', async (colorScheme, width) => {
  await fetch(origin() + homer);
  const page = await open('/_console/traces', { colorScheme, viewport: { width, height: 800 } });
  await page.waitForSelector('.row');
  await press(page, ['j']);
  await page.waitForSelector('.waterfall .span');
  await page.screenshot({ path: join(output, `console-${colorScheme}-${width}.png`) });
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});
