// `npm run pictures`: the pictures of the console in README.md and docs/console.md.
import { join } from 'node:path';
import { Parts } from '#offline-cloud/server/part.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { npmStart } from '#tests/support/npmStart.ts';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { type BrowserPage, launchChromium } from './launchChromium.ts';

const command = {
  name: 'npm run pictures',
  description:
    'Starts a local cloud of its own, breaks its database and takes the pictures of docs/pictures.',
};

const folder = join(root, 'docs/pictures');

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) });

/** Two calls of a search are throttled; the third finds. */
const showRetries = async (page: BrowserPage, origin: string): Promise<void> => {
  await fetch(`${origin}/users?limit=2`);
  const search = `${origin}/search?email=homer@thesimpsons.com`;
  await fetch(search);
  await post(`${origin}/_console/api/faults`, { fault: 'throttling', times: 2 });
  const { headers } = await fetch(search);
  await page.goto(`${origin}/_console/traces/${headers.get('x-request-id')}`);
  await page.waitForSelector('.waterfall .span:nth-of-type(5)');
};

const showDeadLetter = async (page: BrowserPage, origin: string): Promise<void> => {
  const data = { email: 'milhouse', phoneNumber: '+1 888 123 1117' };
  const time = new Date().toISOString();
  const type = 'directory.user.upserted.v1';
  const detail = { specversion: '1.0', id: 'milhouse-joins', source: 'hr', type, time, data };
  await post(`${origin}/_console/api/events`, { bus: 'users-dev', source: 'hr', detailType: type, detail });
  await page.goto(`${origin}/_console/queues/users-dev-sync-dlq`);
  await page.waitForSelector('.message .reason');
};

const take = async (parts: Parts): Promise<void> => {
  const checkout = await copyCheckout();
  await parts.add({ stop: () => checkout.remove() });
  const started = await npmStart(checkout.folder, { EVENT_RETRY_DELAY_S: '0' });
  await parts.add({ stop: async () => void (await started.end()) });
  await started.until(/Ready/);
  const browser = await launchChromium([]);
  await parts.add({ stop: () => browser.close() });
  const origin = `http://localhost:${started.port}`;
  const pictures = [
    ['console-trace.png', 'light', showRetries],
    ['console-dead-letter.png', 'dark', showDeadLetter],
  ] as const;
  for (const [name, colorScheme, show] of pictures) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 620 } });
    await show(page, origin);
    await page.screenshot({ path: join(folder, name) });
    log(join('docs/pictures', name));
  }
};

await runCommand(command, async () => {
  const parts = new Parts();
  await take(parts).finally(() => parts.stop());
});
