// Pages in a real browser, against every port of the local cloud.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { listeningPorts } from '#tests/support/listeningPorts.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { processTree } from '#tests/support/processTree.ts';
import { type Browser, type BrowserPage, launchChromium } from './launchChromium.ts';

let checkout: Checkout;
let started: Started;
let browser: Browser;
let site: Server;
let sitePort: number;
/** The origin that the parameter corsOrigins names. */
let friend: string;

/** A name whose owner pointed it at this machine. */
const rebound = 'rebound.example';

beforeAll(async () => {
  checkout = await copyCheckout();
  const script = readFileSync(join(import.meta.dirname, 'attack.mjs'));
  site = createServer(({ url }, response) => {
    const isScript = url === '/attack.mjs';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><body></body>');
  });
  await once(site.listen(0, '0.0.0.0'), 'listening');
  sitePort = (site.address() as AddressInfo).port;
  friend = `http://127.0.0.3:${sitePort}`;
  started = await npmStart(checkout.folder, {}, ['--param', `corsOrigins=${friend}`]);
  await started.until(/Ready/);
  browser = await launchChromium([`--host-resolver-rules=MAP ${rebound} 127.0.0.1`]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await started?.end();
  site?.close();
  await checkout?.remove();
});

const listening = () => listeningPorts(processTree(started.child.pid as number).map(({ pid }) => pid));
const linesOfFunctions = () => started.output().match(/^\{"time"/gm)?.length;

const dataApiUrl = () => /^Data API +(\S+)$/m.exec(started.output())?.[1];

const openPage = async (url: string): Promise<BrowserPage> => {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
};

/** What a page gains by trying everything. */
const attack = (page: BrowserPage, ports: readonly number[]): Promise<string[]> =>
  page.evaluate(`import('/attack.mjs').then(({ attack }) => attack(${JSON.stringify(ports)}))`);

const read = (page: BrowserPage, url: string, headers: Record<string, string> = {}): Promise<string> =>
  page.evaluate(
    `fetch('${url}', { headers: ${JSON.stringify(headers)} }).then((response) => response.text(), () => 'nothing')`,
  );

// To a browser the first is another site, the second the same site and another origin.
test.each(['127.0.0.2', 'localhost'])(
  'a page of %s gets nothing from any port, and runs no function',
  async (name) => {
    const ports = listening();
    expect(ports.length).toBeGreaterThanOrEqual(4);
    const before = linesOfFunctions();
    const page = await openPage(`http://${name}:${sitePort}`);
    expect(await attack(page, ports)).toEqual([]);
    expect(linesOfFunctions()).toBe(before);
    expect(await (await fetch(`http://localhost:${started.port}/users`)).json()).toEqual(people);
    expect(await (await fetch(`${dataApiUrl()}/_faults`)).json()).toEqual({
      instance: 'available',
      faults: [],
    });
  },
  300_000,
);

describe('a name that was pointed at this machine', () => {
  test.each(['HTTP API', 'Data API', 'Lambda'])('gets nothing from the port of %s', async (door) => {
    const printed = new RegExp(`^${door} .*:(\\d+)$`, 'm').exec(started.output())?.[1];
    const page = await browser.newPage();
    const response = await page.goto(`http://${rebound}:${printed ?? started.port}/users`);
    expect(response?.status()).toBe(403);
    // From here the page is of the port's own origin, as far as the browser knows.
    expect(await read(page, '/users')).toMatch(/^\{"message":"(?:Forbidden: )?The Host header/);
  });
});

test('a page of the port itself reads the API', async () => {
  const page = await openPage(`http://localhost:${started.port}/docs/`);
  expect(JSON.parse(await read(page, '/users'))).toEqual(people);
});

test('an answer of the API that a browser shows as a page may fetch nothing', async () => {
  const page = await openPage(`http://localhost:${started.port}/users`);
  expect(await read(page, '/users')).toBe('nothing');
});

test('a page of an origin that corsOrigins names reads the API, and nothing else', async () => {
  const page = await openPage(friend);
  const url = `http://localhost:${started.port}/users`;
  expect(JSON.parse(await read(page, url))).toEqual(people);
  expect(JSON.parse(await read(page, url, { authorization: 'preflighted' }))).toEqual(people);
  expect(await read(page, `http://localhost:${started.port}/_console/api/queues`)).toBe('nothing');
  const others = listening().filter((port) => port !== started.port);
  expect(await attack(page, others)).toEqual([]);
}, 300_000);
