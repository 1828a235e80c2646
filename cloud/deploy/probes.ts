// The requests that a new version of a function must answer before callers reach it.
import { pathParameters, readFunction, routeKey } from '#tools/functions.ts';

export type Probe = { route: string; status: number; event: object };

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
