// One request to a deployed API, through gateway, function and database.

import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { UserError } from '#tools/userError.ts';
import { lambdaName } from './names.ts';
import type { ApiAnswer, Cloud, Outputs, Target } from './ports.ts';
import type { Say } from './steps.ts';

/** The problem's title and its request, or API Gateway's own sentence; nothing else of a body, which may be personal. */
const describeBody = (body: string): string => {
  try {
    const { title, message, requestId } = Object(JSON.parse(body));
    return `${title ?? message ?? 'no reason given'}${requestId ? `, function request ${requestId}` : ''}`;
  } catch {
    return 'no reason given';
  }
};

const describeAnswer = (stage: string, { status, requestId, body }: ApiAnswer, expected: number): string =>
  [
    `answered ${status} instead of ${expected}: ${describeBody(body)}`,
    `  API request ${requestId}`,
    `  log groups  /aws/http-api/users-${stage}, /aws/lambda/${lambdaName(stage, 'getUsers')}`,
  ].join('\n');

type Deployed = { target: Target; parameters: Pick<ParameterValues, 'authorization'>; cloud: Cloud };

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
  if (answer.status !== expected) {
    throw new UserError(`GET ${url} ${describeAnswer(target.stage, answer, expected)}`);
  }
  // Refused by the authorizer, the request reached neither function nor database.
  if (expected === 401) {
    await cloud.functions.invoke(`${lambdaName(target.stage, 'getUsers')}:live`, { limit: 1 });
  }
  return HttpApiUrl;
};
