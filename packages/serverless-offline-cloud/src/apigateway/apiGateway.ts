// API Gateway's HTTP API before the functions: routes, CORS, events and answers.
import type { IncomingMessage } from 'node:http';
import { isThrottle } from '../lambda/functionError.ts';
import type { InvokeOptions } from '../lambda/invokeOptions.ts';
import { type Answer, answerJson } from '../server/startServer.ts';
import { addCorsHeaders, type Cors, isPreflight, preflightHeaders } from './cors.ts';
import { createRouter, type Route } from './routes.ts';
import { internalServerError, toAnswer } from './toAnswer.ts';
import { toEvent } from './toEvent.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
export const maxBodyBytes = 10 * 1024 * 1024;
export const maxHeaderBytes = 10_240;
const integrationTimeoutMs = 30_000;

/** Returns the result as JSON. */
export type Invoke = (functionKey: string, event: unknown, options: InvokeOptions) => Promise<string>;

export type ApiGatewayOptions = {
  routes: readonly Route[];
  cors: Cors | undefined;
  invoke: Invoke;
  /** Answers what no route takes: pages beside the API. */
  answerPage?(method: string, path: string): Answer | undefined;
};

/** Undefined when the path's escapes are broken. */
const decodePath = (rawPath: string): string | undefined => {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return undefined;
  }
};

const serviceUnavailable = answerJson(503, { message: 'Service Unavailable' });

/** Gives up after the time that API Gateway waits for an integration. The function may run on, as in the cloud. */
const withinTimeout = async (answer: Promise<Answer>): Promise<Answer> => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => resolve(serviceUnavailable), integrationTimeoutMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Returns the function that answers a request. A function that fails is answered 500, without its message. */
export const createApiGateway = ({ routes, cors, invoke, answerPage }: ApiGatewayOptions) => {
  const findRoute = createRouter(routes);

  const answerByFunction = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { method = '', url = '' } = request;
    const [, rawPath = '', rawQueryString = ''] = /^([^?]*)\??(.*)$/.exec(url) ?? [];
    const path = decodePath(rawPath);
    if (path === undefined) return answerJson(400, { message: 'Bad Request' });
    const match = findRoute(method, path);
    if (!match) return answerPage?.(method, path) ?? answerJson(404, { message: 'Not Found' });
    const event = toEvent({ request, body, path, rawQueryString, match, time: new Date() });
    const answer = await withinTimeout(
      invoke(match.route.functionKey, event, { traceHeader: event.headers['x-amzn-trace-id'] }).then(
        (payload) => toAnswer(JSON.parse(payload), method),
        (error) => (isThrottle(error) ? serviceUnavailable : internalServerError),
      ),
    );
    const { requestId } = event.requestContext;
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
  };

  return async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { method = '', headers } = request;
    if (!cors) return answerByFunction(request, body);
    if (isPreflight(method, headers)) {
      return { status: 204, headers: preflightHeaders(cors, headers.origin), body: '' };
    }
    const answer = await answerByFunction(request, body);
    return { ...answer, headers: addCorsHeaders(answer.headers, cors, headers.origin) };
  };
};
