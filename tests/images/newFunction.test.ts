// Images of functions that were added, under compose: a route answers, the rest is left alone.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedFile } from '#local/seed.ts';
import { addEraser, eraser } from '#tests/support/addEraser.ts';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { type Compose, createCompose } from '#tests/support/compose.ts';
import { httpEvent } from '#tests/support/events.ts';
import { kebabName } from '#tools/functions.ts';
import { createBucket } from './createBucket.ts';
import { invokeImage } from './invokeImage.ts';

const eraserService = kebabName(eraser);
const trace = '/tmp/erased.jsonl';

let checkout: Checkout;
let compose: Compose;

const invoke = (service: string, event: unknown) => invokeImage(compose.imageAddress(service), event);

beforeAll(async () => {
  checkout = await copyCheckout();
  await checkout.run('tools/new/main.ts', 'function', 'checkAddress', '--http', 'GET /known-addresses');
  await addEraser(checkout.folder, trace);
  await checkout.run('tools/generate/main.ts');
  compose = createCompose(checkout.folder);
  await createBucket(compose);
  compose.up('images');
  await invoke('migrate', {});
  await invoke('sync-users', JSON.parse(await readFile(seedFile, 'utf8')));
}, 600_000);

afterAll(async () => {
  compose?.down();
  await checkout?.remove();
}, 120_000);

test('a new function answers', async () => {
  const event = httpEvent('/known-addresses', 'email=homer@thesimpsons.com');
  expect(await invoke('check-address', event)).toMatchObject({ statusCode: 200, body: '{"found":true}' });
});

test('a function without a route is invoked by nothing but an invocation of it', async () => {
  const readTrace = () => compose.execute(eraserService, 'sh', '-c', `cat ${trace} || true`);
  expect(readTrace()).toBe('');
  expect(await invoke(eraserService, {})).toBe('erased');
  expect(readTrace()).toBe('{}\n');
});
