// The HTTP API: finding somebody, pages, generated requests, and refusals.
import type { Check, CheckContext } from '../check.ts';
import type { Known } from '../contract/apiRequests.ts';
import { type ContractOptions, checkAnswers, checkRefusals } from '../contract/checkContract.ts';
import type { ApiAnswer, ApiRequest } from '../contract/publishedApi.ts';
import { createRefusals, describeRefusal, findRefusalFaults, toInit } from '../contract/refusals.ts';
import { NotRun } from '../expectations.ts';
import { findNumber } from './findNumber.ts';
import { syncDirectly } from './syncDirectly.ts';

const number = '+1 888 555 0100';

/** Two people at least, so that there is a second page. */
const addTwo = ({ system, people }: CheckContext) =>
  syncDirectly(system, [people.upserted('homer', number), people.upserted('marge', number)]);

const nextOf = (response: Response): string | undefined =>
  /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];

const emailsOf = async (response: Response): Promise<string[]> =>
  ((await response.json()) as { email: string }[]).map(({ email }) => email);

const finding: Check = {
  what: 'HTTP: somebody who was added is found',
  essential: true,
  async run(context) {
    const { system, people, expect } = context;
    await addTwo(context);
    const email = people.address('homer');
    expect.same('The number by POST', await findNumber(system, ` ${email.toUpperCase()} `), number);
    const found = await system.request(`/search?${new URLSearchParams({ email })}`);
    expect.same('The answer by GET', await found.json(), { email, phoneNumber: number });
  },
};

const listing: Check = {
  what: 'HTTP: everybody is listed in pages, and HEAD answers as GET',
  async run({ system, expect }) {
    const first = await system.request('/users?limit=1');
    const second = await system.request(`/users${nextOf(first) ?? ''}`);
    const listed = [...(await emailsOf(first)), ...(await emailsOf(second))];
    expect.same('The number of people on two pages of one', new Set(listed).size, 2);
    const head = await system.request('/users?limit=1', { method: 'HEAD' });
    expect.same('HEAD', [head.status, await head.text()], [200, '']);
  },
};

const findKnown = async ({ system, people }: CheckContext): Promise<Known> => {
  const next = nextOf(await system.request('/users?limit=1'));
  const cursor = new URLSearchParams(next).get('after');
  if (cursor === null) throw new NotRun('the first page has no cursor');
  return { emails: [people.address('homer'), people.address('marge')], cursor };
};

const toOptions = async (context: CheckContext): Promise<ContractOptions> => {
  const { system, requests } = context;
  const send = async ({ method, path, query, headers, body }: ApiRequest): Promise<ApiAnswer> => {
    const init = { method, headers, ...(body !== undefined && { body }) };
    const response = await system.request(`${path}${query && `?${query}`}`, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { send, known: await findKnown(context), numRuns: requests, endOnFailure: true };
};

const answers: Check = {
  what: 'HTTP: answers to generated requests are those of api/openapi.json',
  async run(context) {
    context.expect.none(await checkAnswers(await toOptions(context), new Set()), context.requests);
  },
};

const allowed: Check = {
  what: 'HTTP: what api/openapi.json allows is answered, anything else refused',
  async run(context) {
    context.expect.none(await checkRefusals(await toOptions(context)), context.requests);
  },
};

const errors: Check = {
  what: 'HTTP: errors are problem details (400, 404, 405, 413, 415)',
  async run({ system, people, expect }) {
    for (const refusal of createRefusals(people.address('homer'))) {
      const response = await system.request(refusal.path, toInit(refusal));
      const faults = await findRefusalFaults(refusal, response);
      expect.none(faults.map((fault) => `${describeRefusal(refusal)}: ${fault}`));
    }
  },
};

export const httpChecks: readonly Check[] = [finding, listing, answers, allowed, errors];
