// Events and contexts as Lambda passes them to a handler.
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { pathParameters } from '#tools/functions.ts';

/** An API Gateway HTTP API event, payload 2.0, for a route `ANY <path>`. */
export const httpEvent = (path: string, rawQueryString = '', method = 'GET'): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `ANY ${path}`,
  rawPath: path,
  rawQueryString,
  headers: {},
  requestContext: {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.execute-api.eu-central-1.amazonaws.com',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'gateway-request',
    routeKey: `ANY ${path}`,
    stage: '$default',
    time: '22/Nov/2026:00:00:00 +0000',
    timeEpoch: 0,
  },
  isBase64Encoded: false,
});

/**
 * The event of a request to a route such as `PUT /teams/{id}`. The members that the route names are in the path, the others in
 * the query string, or in the body of POST, PUT and PATCH.
 */
export const routeEvent = (route: string, members: object): APIGatewayProxyEventV2 => {
  const [method = '', pattern = ''] = route.split(' ');
  const values = members as Record<string, string>;
  const names = pathParameters(pattern);
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return {
    ...httpEvent(path, hasBody ? '' : new URLSearchParams(others).toString(), method),
    routeKey: `ANY ${pattern}`,
    ...(names.length > 0 && {
      pathParameters: Object.fromEntries(names.map((name) => [name, values[name]])),
    }),
    ...(hasBody && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(others) }),
  };
};

export const lambdaContext = (remainingMs = 29_000): Context => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'users-test-function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:users-test-function',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: '/aws/lambda/users-test-function',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => remainingMs,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});

/** The context of an invocation that ends at `endMs`, by the clock `now`. */
export const lambdaContextUntil = (endMs: number, now: () => number = Date.now): Context => ({
  ...lambdaContext(),
  getRemainingTimeInMillis: () => endMs - now(),
});
