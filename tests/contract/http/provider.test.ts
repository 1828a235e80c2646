// The handlers' answers to generated requests, and what api/openapi.json promises of them.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Emulator } from 'data-api-emulator';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { virtualClock } from '#tests/faults/virtualClock.ts';
import { people } from '#tests/support/people.ts';
import { startTestCloud } from '#tests/support/testDatabase.ts';
import { migrateDirectory } from '#tests/support/testDirectory.ts';
import { type ContractOptions, checkAnswers, checkRefusals } from '#verify/contract/checkContract.ts';
import { type ApiAnswer, type ApiRequest, findFaults, listPromises } from '#verify/contract/publishedApi.ts';
import { type Api, startApi } from './startApi.ts';
import { useApi } from './useApi.ts';

const numRuns = Number(process.env.CONTRACT_RUNS ?? '400');

const seen = new Set<string>();
const { api } = useApi();
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

const options = (): ContractOptions => ({
  send: (request) => send(api(), request),
  known: { emails: people.map(({ email }) => email), cursor },
  numRuns,
});

test('every answer is one that the document promises', async () => {
  expect(await checkAnswers(options(), seen)).toEqual([]);
});

test('what the document allows is answered, and what it does not is refused', async () => {
  expect(await checkRefusals(options())).toEqual([]);
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

describe('a fault is answered as promised', () => {
  test('of the database', () =>
    expectPromised(({ faults }) => faults.add({ fault: 'database-unavailable', probability: 1 })));

  test('that is a pause', () => expectPromised((emulator) => emulator.pause()));

  test('of our own', () =>
    expectPromised(
      () => {},
      (database) => ({ ...database, query: () => Promise.reject(new TypeError('x is not a function')) }),
    ));

  test('and everything that the document promises was seen', async () => {
    // Rare among the generated requests where functions were added.
    const unknown: ApiRequest = {
      method: 'GET',
      path: '/search',
      query: 'email=nobody@example.com',
      headers: {},
      body: undefined,
    };
    expect(findFaults(unknown, await send(api(), unknown), seen)).toEqual([]);
    expect(listPromises(['/users', '/search']).filter((promise) => !seen.has(promise))).toEqual([]);
  });
});
