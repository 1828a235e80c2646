// Generated requests, and whether the API's answers keep api/openapi.json.
import fc from 'fast-check';
import { anyRequests, type Known, wholeRequests } from './apiRequests.ts';
import { type ApiAnswer, type ApiRequest, findFaults, isAllowed } from './publishedApi.ts';

export type SendRequest = (request: ApiRequest) => Promise<ApiAnswer>;

export type ContractOptions = {
  send: SendRequest;
  known: Known;
  /** Number of generated requests. */
  numRuns: number;
  /** Reports the first failure as it came, without the further requests that look for a smaller one. */
  endOnFailure?: boolean;
};

const describe = ({ method, path, query, headers, body }: ApiRequest): string =>
  [method, `${path}${query && `?${query}`}`, headers['content-type'], body].filter(Boolean).join(' ');

/** Returns one sentence for a request whose answer `judge` objects to, and none when there is no such request. */
const check = async (
  requests: fc.Arbitrary<ApiRequest>,
  { send, numRuns, endOnFailure = false }: ContractOptions,
  judge: (request: ApiRequest, answer: ApiAnswer) => string[],
): Promise<string[]> => {
  const property = fc.asyncProperty(requests, async (request) => {
    const faults = judge(request, await send(request));
    if (faults.length > 0) throw new Error(faults.join(' '));
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns, endOnFailure });
  if (!failed) return [];
  return [`${counterexample?.map(describe).join()}: ${(errorInstance as Error).message}`];
};

/** Every answer must be one that the document promises. What of the promise was seen goes into `seen`. */
export const checkAnswers = (options: ContractOptions, seen: Set<string>): Promise<string[]> =>
  check(anyRequests(options.known), options, (request, answer) => findFaults(request, answer, seen));

const judgeRefusal = (request: ApiRequest, { status }: ApiAnswer): string[] => {
  const expected = isAllowed(request) ? [200, 404] : [400];
  return expected.includes(status) ? [] : [`The status is ${status} rather than ${expected.join(' or ')}.`];
};

/** What the document allows must be answered, and what it does not must be refused. */
export const checkRefusals = (options: ContractOptions): Promise<string[]> =>
  check(wholeRequests(options.known), options, judgeRefusal);
