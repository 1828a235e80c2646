// Events and contexts as Lambda passes them to a handler.
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

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
