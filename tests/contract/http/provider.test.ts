// Whether the API keeps api/openapi.json: with BASE_URL one that runs anywhere, else the handlers.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Emulator } from 'data-api-emulator';
import fc from 'fast-check';
import type { Database } from '#layers/database/database.ts';
import { virtualClock } from '#tests/faults/virtualClock.ts';
import { startTestCloud } from '#tests/support/testDatabase.ts';
import { migrateDirectory } from '#tests/support/testDirectory.ts';
import { anyRequests, wholeRequests } from './apiRequests.ts';
import { type ApiAnswer, type ApiRequest, findFaults, isAllowed, listPromises } from './publishedApi.ts';
import { type Api, startApi } from './startApi.ts';
import { useApi } from './useApi.ts';

const { BASE_URL, CONTRACT_RUNS = '400' } = process.env;
const numRuns = Number(CONTRACT_RUNS);

const seen = new Set<string>();
const local = BASE_URL ? undefined : useApi();
const api = (): Api => local?.api() ?? { url: (BASE_URL as string).replace(/\/$/, ''), stop: () => {} };
let cursor: string;

beforeAll(async () => {
  const { headers } = await fetch(`${api().url}/users?limit=1`);
  cursor = /after=([\w-]+)/.exec(headers.get('link') ?? '')?.[1] as string;
});

const send = async ({ url }: Api, { method, path, query, headers, body }: ApiRequest): Promise<ApiAnswer> => {
  const init = { method, headers, ...(body !== undefined && { body }) };
  const response = await fetch(`${url}${path}${query && `?${query}`}`, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

test('every answer is one that the document promises', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequests(cursor), async (request) => {
      expect(findFaults(request, await send(api(), request), seen)).toEqual([]);
    }),
    { numRuns },
  );
});

test('what the document allows is answered, and what it does not is refused', async () => {
  await fc.assert(
    fc.asyncProperty(wholeRequests(cursor), async (request) => {
      const { status } = await send(api(), request);
      if (isAllowed(request)) expect([200, 404]).toContain(status);
      else expect(status).toBe(400);
    }),
    { numRuns },
  );
});

const operations: readonly ApiRequest[] = [
  { method: 'GET', path: '/users', query: '', headers: {}, body: undefined },
  { method: 'GET', path: '/search', query: 'email=a@x', headers: {}, body: undefined },
  {
    method: 'POST',
    path: '/search',
    query: '',
    headers: { 'content-type': 'application/json' },
    body: '{"email":"a@x"}',
  },
];

/** Sends each operation's request, with time that passes on a clock alone; `spoil` comes before each. */
const expectPromised = async (
  spoil: (emulator: Emulator) => void,
  replace: (database: Database) => Database = (database) => database,
): Promise<void> => {
  const clock = virtualClock();
  const spoilt = await startTestCloud({ clock, resumeS: 3_600 });
  await migrateDirectory(spoilt.database, { deadlineMs: clock.now() + 60_000 }, { clock });
  const failing = await startApi(replace(spoilt.database), clock.now);
  try {
    for (const request of operations) {
      spoil(spoilt.api);
      const answer = await send(failing, request);
      expect(answer.status).toBeGreaterThanOrEqual(500);
      expect(findFaults(request, answer, seen)).toEqual([]);
    }
  } finally {
    failing.stop();
    await spoilt.stop();
  }
};

(BASE_URL ? describe.skip : describe)('a fault is answered as promised', () => {
  test('of the database', () =>
    expectPromised(({ faults }) => faults.add({ fault: 'database-unavailable', probability: 1 })));

  test('that is a pause', () => expectPromised((emulator) => emulator.pause()));

  test('of our own', () =>
    expectPromised(
      () => {},
      (database) => ({ ...database, query: () => Promise.reject(new TypeError('x is not a function')) }),
    ));

  test('and everything that the document promises was seen', () => {
    expect(listPromises().filter((promise) => !seen.has(promise))).toEqual([]);
  });
});
