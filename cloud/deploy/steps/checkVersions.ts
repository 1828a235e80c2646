// New versions of functions with a route, invoked directly before any caller reaches them.
import { pathParameters, readFunction, routeKey } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import type { Say } from './createSteps.ts';
import type { Deployment, Probe } from './deployment.ts';
import { type LiveVersion, readVersionNumbers } from './liveVersions.ts';
import { shortName } from './names.ts';

/** The value of each parameter in a path. */
const anyone = 'deployment';

/** An API Gateway event (payload 2.0): https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const eventOf = (route: string, query: string): object => {
  const [method = '', pattern = ''] = route.split(' ');
  const names = pathParameters(pattern);
  const path = pattern.replaceAll(/\{\w+\}/g, anyone);
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: query,
    headers: {},
    ...(names.length > 0 && { pathParameters: Object.fromEntries(names.map((name) => [name, anyone])) }),
    ...(query && { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      http: {
        method: method === 'ANY' ? 'GET' : method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'deployment',
      },
      requestId: 'deployment',
      routeKey: route,
      stage: '$default',
    },
    isBase64Encoded: false,
  };
};

/** One for each route that the function has by the parameter `authorization`. */
export const probesOf = (functionName: string, authorization: string): Probe[] => {
  const { events, probe } = readFunction(functionName);
  const all = Array.isArray(events) ? events : (events[authorization] ?? []);
  return all
    .map(routeKey)
    .filter((route) => route !== undefined)
    .map((route) => ({ route, status: probe.status, event: eventOf(route, probe.query) }));
};

/** A paused database may need longer to resume than one invocation waits. */
const maxAttempts = 3;

const statusOf = async ({ cloud }: Deployment, version: string, event: object): Promise<unknown> => {
  let status: unknown;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    status = Object(await cloud.functions.invoke(version, event)).statusCode;
    if (status !== 503) break;
  }
  return status;
};

/**
 * Sends one API Gateway event for each route of each new version. Throws UserError at the first answer that the function's
 * declaration does not expect; callers then stay at the versions that they have.
 */
export const checkVersions = async (
  deployment: Deployment,
  held: readonly LiveVersion[],
  say: Say,
): Promise<void> => {
  const { target, parameters, probesOf } = deployment;
  const numbers = await readVersionNumbers(deployment);
  for (const { functionName, live, wantedId } of held) {
    const version = `${functionName}:${numbers.get(wantedId)}`;
    for (const probe of probesOf(shortName(target.stage, functionName), parameters.authorization)) {
      const status = await statusOf(deployment, version, probe.event);
      say(`${version} answered ${status} to ${probe.route}`);
      if (status === probe.status) continue;
      throw new UserError(
        `${version} answered ${status} to ${probe.route} instead of ${probe.status}, so callers stay at version ${live}. Mend it and deploy again.\n  log group   /aws/lambda/${functionName}`,
      );
    }
  }
};
