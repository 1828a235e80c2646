// The event, in payload format 2.0, that API Gateway's HTTP API makes of a request.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createTraceHeader } from '../lambda/traceHeader.ts';
import type { Match } from './routes.ts';

/** They belong to one connection (RFC 9110 section 7.6.1), and API Gateway passes none of them on. */
const connectionHeaders = ['connection', 'keep-alive', 'te', 'transfer-encoding', 'upgrade'];

/** The content types whose body API Gateway passes on as text: https://github.com/ministackorg/ministack/pull/766 */
const textTypes = /^(text\/|application\/(json|xml|javascript)(;|$))/i;

/** `22/Nov/2026:00:00:00 +0000` */
const toLogTime = (date: Date): string => {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
};

/** The headers of the event, and the cookies, which have a member of their own. */
const toHeaders = (
  request: IncomingMessage,
  body: Buffer,
  sourceIp: string,
  timeMs: number,
): { headers: Record<string, string>; cookies: string[] } => {
  const { cookie = [], ...distinct } = request.headersDistinct;
  for (const name of connectionHeaders) delete distinct[name];
  const headers = Object.fromEntries(
    Object.entries(distinct).map(([name, values = []]) => [name, values.join(',')]),
  );
  return {
    cookies: cookie.flatMap((line) => line.split(/; */)),
    headers: {
      'x-amzn-trace-id': createTraceHeader(timeMs),
      ...headers,
      'content-length': String(body.length),
      'x-forwarded-for': [...(distinct['x-forwarded-for'] ?? []), sourceIp].join(', '),
      'x-forwarded-port': String(request.socket.localPort),
      'x-forwarded-proto': 'http',
    },
  };
};

/** Repeated parameters are joined with commas; undefined when there is none. */
const toQuery = (rawQueryString: string): Record<string, string> | undefined => {
  const parameters = new URLSearchParams(rawQueryString);
  if (parameters.size === 0) return undefined;
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]),
  );
};

const toBody = (body: Buffer, contentType = ''): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = textTypes.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

export type GatewayRequest = {
  request: IncomingMessage;
  body: Buffer;
  /** Decoded, as API Gateway's HTTP API passes paths on, whatever the name `rawPath` says. */
  path: string;
  rawQueryString: string;
  match: Match;
  time: Date;
};

/** Members that a request gives no value for are left out. */
export const toEvent = (gatewayRequest: GatewayRequest): APIGatewayProxyEventV2 => {
  const { request, body, path, rawQueryString, match, time } = gatewayRequest;
  const sourceIp = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const { headers, cookies } = toHeaders(request, body, sourceIp, time.getTime());
  const domainName = headers.host?.replace(/:\d+$/, '') ?? '';
  const query = toQuery(rawQueryString);
  const { key } = match.route;
  return {
    version: '2.0',
    routeKey: key,
    rawPath: path,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0] as string,
      http: {
        method: request.method as string,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomBytes(11).toString('base64'),
      routeKey: key,
      stage: '$default',
      time: toLogTime(time),
      timeEpoch: time.getTime(),
    },
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    ...toBody(body, headers['content-type']),
  };
};
