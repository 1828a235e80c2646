// One request to a deployed API, through gateway, function and database.

import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import { lambdaName } from './names.ts';
import type { ApiAnswer, Cloud, Outputs, Target } from './ports.ts';

type Body = { title?: string; message?: string; requestId?: string };

const parseBody = (body: string): Body => {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
};

/** The problem's title and its request, or API Gateway's own sentence; nothing else of a body, which may be personal. */
const describeBody = (body: string): string => {
  const { title, message, requestId } = parseBody(body);
  return `${title ?? message ?? 'no reason given'}${requestId ? `, function request ${requestId}` : ''}`;
};

const describeAnswer = (stage: string, { status, requestId, body }: ApiAnswer, expected: number): string =>
  [
    `answered ${status} instead of ${expected}: ${describeBody(body)}`,
    `  API request ${requestId}`,
    `  log groups  /aws/http-api/users-${stage}, /aws/lambda/${lambdaName(stage, 'getUsers')}`,
  ].join('\n');

/** API Gateway's own answer to a signature without the right to invoke. A problem of the function has a title. */
const isForbidden = ({ status, body }: ApiAnswer): boolean => {
  const { title, message } = parseBody(body);
  return status === 403 && title === undefined && message === 'Forbidden';
};

type Deployed = { target: Target; parameters: Pick<ParameterValues, 'authorization'>; cloud: Cloud };

const apiId = (url: string): string => new URL(url).hostname.split('.')[0] as string;

/** Returns the API's URL. Throws UserError when the answer is not the expected one. */
export const sendRequest = async (
  { target, parameters, cloud }: Deployed,
  { HttpApiUrl }: Outputs,
  say: Say,
): Promise<string> => {
  if (!HttpApiUrl) throw new UserError('The stack has no HTTP API.');
  const url = `${HttpApiUrl}/users?limit=1`;
  // The caller signs and has no token: IAM accepts that, and a JWT authorizer must refuse it.
  const expected = parameters.authorization === 'jwt' ? 401 : 200;
  const answer = await cloud.signedGet(url);
  say(`GET ${url} answered ${answer.status}`);
  const mayNotCall = parameters.authorization === 'iam' && isForbidden(answer);
  if (mayNotCall)
    say(`whoever deploys may not call the API: docs/deploy.md says how, with ApiId=${apiId(HttpApiUrl)}`);
  if (answer.status !== expected && !mayNotCall) {
    throw new UserError(`GET ${url} ${describeAnswer(target.stage, answer, expected)}`);
  }
  // Refused by the authorizer, the request reached neither function nor database.
  if (expected === 401 || mayNotCall) {
    await cloud.functions.invoke(`${lambdaName(target.stage, 'getUsers')}:live`, { limit: 1 });
  }
  return HttpApiUrl;
};
