// The two ports of the local cloud's front: the HTTP API, and Lambda's API.
import type { IncomingMessage } from 'node:http';
import { createOriginRule } from 'data-api-emulator/local-server';
import {
  type ApiGatewayOptions,
  createApiGateway,
  maxBodyBytes,
  maxHeaderBytes,
} from '../apigateway/apiGateway.ts';
import { createRouter } from '../apigateway/routes.ts';
import { consolePath, isConsoleRequest } from '../console/console.ts';
import { traceRequests } from '../console/record/traceRequests.ts';
import type { Tracer } from '../console/record/tracer.ts';
import { createLambdaApi, type LambdaApiOptions, maxPayloadBytes } from '../lambda/lambdaApi.ts';
import { type Part, Parts } from './part.ts';
import { type Answer, type AnswerRequest, startServer } from './startServer.ts';

export type GatewayOptions = {
  host: string;
  /** Names beside `host` and those of loopback that requests may be addressed to. */
  allowedHosts: readonly string[];
  httpPort: number;
  lambdaPort: number;
  api: ApiGatewayOptions;
  lambda: LambdaApiOptions;
  /** Answers below /_console, by a rule of its own. */
  answerConsole?: AnswerRequest | undefined;
  /** Tells of requests. */
  tracer?: Tracer | undefined;
};

/** A browser that has only the port; a program is answered as API Gateway does. */
const isLost = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url === '/' && String(headers.accept).includes('text/html');

const toConsole: Answer = { status: 302, headers: { location: consolePath }, body: '' };

const createAnswer = ({ api, answerConsole, tracer }: GatewayOptions): AnswerRequest => {
  const untraced = createApiGateway(api);
  const answer = tracer ? traceRequests(untraced, tracer) : untraced;
  if (!answerConsole) return answer;
  const hasRoot = createRouter(api.routes)('GET', '/') !== undefined;
  return async (request, body) => {
    if (isConsoleRequest(request)) return answerConsole(request, body);
    return !hasRoot && isLost(request) ? toConsole : answer(request, body);
  };
};

/** Rejects when a port is taken. Only pages of the origins that CORS is configured for may use the HTTP API. */
export const startGateway = async (options: GatewayOptions): Promise<Part> => {
  const parts = new Parts();
  const { host, allowedHosts: names, httpPort, lambdaPort, api, lambda } = options;
  const httpApi = await startServer({
    host,
    port: httpPort,
    door: createOriginRule({ listensOn: host, names, origins: api.cors?.origins }),
    maxBodyBytes,
    maxHeaderBytes,
    answer: createAnswer(options),
  });
  await parts.add(httpApi);
  const lambdaServer = await startServer({
    host,
    port: lambdaPort,
    door: createOriginRule({ listensOn: host, names }),
    maxBodyBytes: maxPayloadBytes,
    answer: createLambdaApi(lambda),
  }).catch(async (error) => {
    await parts.stop();
    throw error;
  });
  await parts.add(lambdaServer);
  return parts;
};
