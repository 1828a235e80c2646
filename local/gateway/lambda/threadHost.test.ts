// Functions of all tempers, in real threads.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { ThreadHost } from './threadHost.ts';

let folder: string;
const hosts: ThreadHost[] = [];

const source = `
  let count = 0;
  export const handler = async ({ does, ms, text }, context) => {
    count += 1;
    if (does === 'count') return count;
    if (does === 'wait') await new Promise((resolve) => setTimeout(resolve, ms));
    if (does === 'throw') throw Object.assign(new Error(text), { name: 'UserNotFound' });
    if (does === 'crash') return new Promise(() => setImmediate(() => { throw new TypeError(text); }));
    if (does === 'exit') process.exit(0);
    if (does === 'spin') for (;;);
    if (does === 'hoard') for (const hoard = []; ; ) hoard.push(new Array(10_000).fill(hoard.length));
    if (does === 'circle') { const circle = {}; circle.circle = circle; return circle; }
    if (does === 'environment') return process.env;
    if (does === 'context') return { ...context, remainingMs: context.getRemainingTimeInMillis() };
    return text;
  };
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-host-'));
  writeFileSync(join(folder, 'probe.mjs'), source);
});

afterEach(() => {
  for (const host of hosts.splice(0)) host.retire();
});

afterAll(() => rmSync(folder, { recursive: true }));

const start = (handler = 'probe.mjs.handler', timeout = 20, memorySize = 512): ThreadHost => {
  const host = new ThreadHost({
    definition: { name: 'users-dev-probe', handler, environment: { OWN: 'own' }, timeout },
    provider: {
      region: 'eu-central-1',
      environment: { SHARED: 'shared' },
      timeout: 29,
      memorySize,
    },
    servicePath: folder,
  });
  hosts.push(host);
  return host;
};

test('returns as JSON what the function returns, and keeps its state', async () => {
  const host = start();
  expect(await host.invoke({ text: 'a' })).toBe('"a"');
  expect(await host.invoke({ does: 'count' })).toBe('2');
  expect(await host.invoke({})).toBe('null');
});

test('runs events beside each other', async () => {
  const host = start();
  const slow = host.invoke({ does: 'wait', ms: 200, text: 'slow' });
  expect(await Promise.race([slow, host.invoke({ text: 'fast' })])).toBe('"fast"');
  expect(await slow).toBe('"slow"');
});

test('gives the environment of serverless.yml and of Lambda, and none of the developer', async () => {
  process.env.OF_THE_DEVELOPER = 'x';
  const environment = JSON.parse(await start().invoke({ does: 'environment' }));
  expect(environment).toMatchObject({
    OWN: 'own',
    SHARED: 'shared',
    AWS_REGION: 'eu-central-1',
    AWS_LAMBDA_FUNCTION_NAME: 'users-dev-probe',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  });
  expect(environment).not.toHaveProperty('OF_THE_DEVELOPER');
  expect(environment).not.toHaveProperty('PATH');
  delete process.env.OF_THE_DEVELOPER;
});

test('gives each event a context of its own, with the time that remains', async () => {
  const host = start('probe.mjs.handler', 7);
  const contexts = await Promise.all([1, 2].map(() => host.invoke({ does: 'context' })));
  const [first, second] = contexts.map((text) => JSON.parse(text) as Context & { remainingMs: number });
  expect(first).toMatchObject({
    functionName: 'users-dev-probe',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:users-dev-probe',
    memoryLimitInMB: '512',
  });
  expect(first?.awsRequestId).not.toBe(second?.awsRequestId);
  expect(first?.remainingMs).toBeGreaterThan(0);
  expect(first?.remainingMs).toBeLessThanOrEqual(7_000);
});

test('rejects with the name and message of what a function throws, and stays usable', async () => {
  const host = start();
  await expect(host.invoke({ does: 'throw', text: 'why' })).rejects.toMatchObject({
    errorType: 'UserNotFound',
    message: 'why',
  });
  expect(host.isUsable).toBe(true);
});

test('rejects what cannot be written as JSON', async () => {
  await expect(start().invoke({ does: 'circle' })).rejects.toMatchObject({ errorType: 'TypeError' });
});

test('rejects when the source cannot be loaded', async () => {
  writeFileSync(join(folder, 'broken.mjs'), 'export const handler = (');
  await expect(start('broken.mjs.handler').invoke({})).rejects.toMatchObject({ name: 'FunctionError' });
});

test('rejects when the source has no such export', async () => {
  await expect(start('probe.mjs.other').invoke({})).rejects.toMatchObject({
    message: 'probe.mjs exports no function "other".',
  });
});

test('an uncaught error ends the thread and all its events, and nothing else', async () => {
  const host = start();
  const waiting = host.invoke({ does: 'wait', ms: 10_000 });
  const crashed = host.invoke({ does: 'crash', text: 'boom' });
  await expect(crashed).rejects.toMatchObject({ errorType: 'TypeError', message: 'boom' });
  await expect(waiting).rejects.toMatchObject({ message: 'boom' });
  expect(host.isUsable).toBe(false);
});

test('a function that ends its process fails like one in Lambda', async () => {
  const host = start();
  await expect(host.invoke({ does: 'exit' })).rejects.toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(host.isUsable).toBe(false);
});

test('a function that never lets go is given up when its time is over', async () => {
  const host = start('probe.mjs.handler', 0.5);
  await expect(host.invoke({ does: 'spin' })).rejects.toMatchObject({
    errorType: 'Sandbox.Timedout',
    message: 'Task timed out after 0.50 seconds',
  });
  expect(host.isUsable).toBe(false);
});

test('a function that takes more memory than it has ends its thread, and nothing else', async () => {
  const host = start('probe.mjs.handler', 20, 64);
  await expect(host.invoke({ does: 'hoard' })).rejects.toMatchObject({
    message: expect.stringContaining('heap out of memory'),
  });
  expect(host.isUsable).toBe(false);
});

test('a retired host answers the events that it has', async () => {
  const host = start();
  const answer = host.invoke({ does: 'wait', ms: 200, text: 'late' });
  host.retire();
  expect(host.isUsable).toBe(false);
  expect(await answer).toBe('"late"');
});
