// The two ports of the local cloud's front: the HTTP API, and Lambda's API.
import { createOriginRule } from 'data-api-emulator/local-server';
import {
  type ApiGatewayOptions,
  createApiGateway,
  maxBodyBytes,
  maxHeaderBytes,
} from '../apigateway/apiGateway.ts';
import { isConsoleRequest } from '../console/console.ts';
import { traceRequests } from '../console/record/traceRequests.ts';
import type { Tracer } from '../console/record/tracer.ts';
import { createLambdaApi, type LambdaApiOptions, maxPayloadBytes } from '../lambda/lambdaApi.ts';
import { type AnswerRequest, startServer } from './startServer.ts';

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

const createAnswer = ({ api, answerConsole, tracer }: GatewayOptions): AnswerRequest => {
  const untraced = createApiGateway(api);
  const answer = tracer ? traceRequests(untraced, tracer) : untraced;
  return (request, body) =>
    answerConsole && isConsoleRequest(request) ? answerConsole(request, body) : answer(request, body);
};

/** Rejects when a port is taken. Only pages of the origins that CORS is configured for may use the HTTP API. */
export const startGateway = async (options: GatewayOptions): Promise<void> => {
  const { host, allowedHosts: names, httpPort, lambdaPort, api, lambda } = options;
  await startServer({
    host,
    port: httpPort,
    door: createOriginRule({ listensOn: host, names, origins: api.cors?.origins }),
    maxBodyBytes,
    maxHeaderBytes,
    answer: createAnswer(options),
  });
  await startServer({
    host,
    port: lambdaPort,
    door: createOriginRule({ listensOn: host, names }),
    maxBodyBytes: maxPayloadBytes,
    answer: createLambdaApi(lambda),
  });
};
