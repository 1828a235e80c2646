// The images under Docker, and compose: the API's cases, contents, starts, restarts, events.
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedFile } from '#local/seed.ts';
import { address, down, imageAddress, logs, up } from '#tests/support/compose.ts';
import type { HttpAnswer } from '#tests/support/createInvoke.ts';
import { httpEvent } from '#tests/support/events.ts';
import { people } from '#tests/support/people.ts';
import { root } from '#tools/paths.ts';
import { apiCases } from '../e2e/apiCases.ts';
import { recoveryTimeoutMs } from './composeApi.ts';
import { composeCases } from './composeCases.ts';
import { contentCases } from './contentCases.ts';
import { createBucket } from './createBucket.ts';
import { eventCases } from './eventCases.ts';
import { imageFunctions } from './imageFunctions.ts';
import { invokeImage } from './invokeImage.ts';
import { startCases } from './startCases.ts';

const services = imageFunctions.map(({ service }) => service);
const addresses = new Map<string, string>();

const invoke = (service: string, event: unknown) => invokeImage(addresses.get(service) as string, event);

/** What API Gateway does: the request becomes an event of payload 2.0, the result becomes the response. */
const request = async (pathAndQuery: string, init: RequestInit = {}): Promise<Response> => {
  const { method = 'GET', headers, body } = init;
  const [path, query = ''] = pathAndQuery.split('?') as [string, string?];
  const routed = imageFunctions.find(({ paths }) => paths.includes(path));
  const event = {
    ...httpEvent(path, query, method),
    headers: Object.fromEntries(new Headers(headers)),
    body,
  };
  const answer = (await invoke(routed?.service as string, event)) as HttpAnswer;
  return new Response(answer.body, { status: answer.statusCode, headers: answer.headers });
};

beforeAll(async () => {
  await createBucket({ up, address });
  up('images');
  for (const service of services) addresses.set(service, imageAddress(service));
  expect(await invoke('migrate', {})).toMatchObject({
    applied: { length: globSync('db/migrations/*.sql', { cwd: root }).length },
  });
  const seed = JSON.parse(await readFile(seedFile, 'utf8'));
  expect(await invoke('sync-users', seed)).toEqual({ outcomes: seed.map(() => 'applied') });
}, 900_000);

afterAll(() => {
  down();
}, 60_000);

apiCases(() => ({ request, output: async () => logs(...services) }));

describe('a direct invocation', () => {
  test('returns the bare result', async () => {
    expect(await invoke('search-user', { email: 'homer@thesimpsons.com' })).toEqual(people[0]);
    expect(await invoke('get-users', { limit: 2 })).toEqual(people.slice(0, 2));
  });

  test('fails by the name of its error', async () => {
    expect(await invoke('search-user', { email: 'mr.burns@thesimpsons.com' })).toMatchObject({
      errorType: 'UserNotFound',
      errorMessage: 'User not found.',
    });
  });

  test('applies the migrations once', async () => {
    expect(await invoke('migrate', {})).toEqual({ applied: [] });
  });
});

contentCases();

describe('an image', startCases);

describe('with the HTTP API, which finds a database that is set up', () => {
  beforeAll(() => {
    up();
  }, recoveryTimeoutMs);

  describe('compose', composeCases);

  describe('an event', eventCases);
});
