// Answers one HTTP request: an operation of the Data API, or the control endpoint.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { ApiError } from '../apiError.ts';
import type { Context } from '../context.ts';
import { toApiError } from '../database/sqlError.ts';
import { handleControl, isControlPath } from '../faults/handleControl.ts';
import { injectFault } from '../faults/injectFault.ts';
import { operations } from '../operations/operations.ts';
import { parseJson } from '../request/parseJson.ts';
import { checkSignature } from './checkSignature.ts';
import { toOriginForm } from './originForm.ts';
import { checkOrigin } from './originRule.ts';
import { readBody } from './readBody.ts';

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(body);
};

/** The AWS restJson1 protocol: the error's name is in a header, its members are the body. */
const sendError = (response: ServerResponse, { name, status, body }: ApiError) =>
  send(response, status, JSON.stringify(body), { 'x-amzn-errortype': name });

const answer = async (request: IncomingMessage, context: Context): Promise<string> => {
  const text = await readBody(request);
  const { method, url = '' } = request;
  const operation = method === 'POST' && Object.hasOwn(operations, url) && operations[url];
  if (!operation) throw new ApiError('UnknownOperationException');
  checkSignature(request.headers.authorization);
  const body = parseJson(text);
  const run = () => operation.run(body, context);
  const fault = context.faults.next(operation.name);
  return fault ? injectFault(fault, { run, socket: request.socket, clock: context.clock }) : run();
};

const sendControl = async (request: IncomingMessage, response: ServerResponse, context: Context) => {
  const { method = '', url = '' } = request;
  const { status, body } = handleControl(method, url, await readBody(request), context);
  send(response, status, JSON.stringify(body));
};

/** Needs no signature, and does not ask MySQL, so that it neither wakes the instance nor keeps it awake. */
const isHealthCheck = ({ method, url }: IncomingMessage): boolean =>
  url === '/' && (method === 'GET' || method === 'HEAD');

const healthOf = ({ instance }: Context): string => JSON.stringify({ instance: instance.state });

export const handleRequest = async (request: IncomingMessage, response: ServerResponse, context: Context) => {
  try {
    toOriginForm(request);
    const refusal = checkOrigin(request.headers, context.originRule);
    if (refusal) throw new ApiError('AccessDeniedException', refusal);
    if (isControlPath(request.url)) return await sendControl(request, response, context);
    if (isHealthCheck(request)) return send(response, 200, healthOf(context));
    send(response, 200, await answer(request, context));
  } catch (error) {
    const failure = toApiError(error);
    if (failure.name === 'InternalServerErrorException' && failure.cause) {
      process.stderr.write(`${inspect(failure.cause)}\n`);
    }
    sendError(response, failure);
  }
};
