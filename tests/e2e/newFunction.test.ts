// `npm start` with functions that were added: a route answers, and what has none is left alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addEraser, eraser } from '#tests/support/addEraser.ts';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';

let checkout: Checkout;
let started: Started;
let trace: string;

beforeAll(async () => {
  checkout = await copyCheckout();
  trace = join(checkout.folder, 'erased.jsonl');
  await checkout.run('tools/new/main.ts', 'function', 'checkAddress', '--http', 'GET /known-addresses');
  await addEraser(checkout.folder, trace);
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

test('a new function answers', async () => {
  const url = `http://127.0.0.1:${started.port}/known-addresses`;
  const known = await fetch(`${url}?email=homer@thesimpsons.com`);
  expect(known.status).toBe(200);
  expect(await known.json()).toEqual({ found: true });
  expect((await fetch(url)).status).toBe(400);
});

test('a function without a route is invoked by nothing but an invocation of it', async () => {
  expect(existsSync(trace)).toBe(false);
  const lambdaUrl = /Lambda {4}(\S+)/.exec(started.output())?.[1];
  const url = `${lambdaUrl}/2015-03-31/functions/users-dev-${eraser}/invocations`;
  expect(await (await fetch(url, { method: 'POST', body: '{}' })).json()).toBe('erased');
  expect(readFileSync(trace, 'utf8')).toBe('{}\n');
});

test('no schedule runs by itself', async () => {
  const sls = join('node_modules', 'serverless', 'bin', 'serverless.js');
  const ports = ['--httpPort', '0', '--lambdaPort', '0'];
  const offline = spawn(process.execPath, [sls, 'offline', ...ports], { cwd: checkout.folder });
  let output = '';
  for (const stream of [offline.stdout, offline.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('Server ready')) offline.kill();
    });
  }
  await once(offline, 'exit');
  expect(output).toContain('Server ready');
  // serverless-offline says "Scheduling [eraseEverything] cron: [*/1 * * * *]" of each schedule that it runs.
  expect(output).not.toContain('Scheduling');
});

test('the build of an image, and its start, leave a function without a route alone', async () => {
  rmSync(trace, { force: true });
  await checkout.run('image/build.ts', eraser);
  const handler = `./dist/${eraser}/functions/${eraser}/handler.mjs`;
  const start = `process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand'; await import('${handler}');`;
  await checkout.run('--input-type=module', '--eval', start);
  expect(existsSync(join(checkout.folder, handler))).toBe(true);
  expect(existsSync(trace)).toBe(false);
});
