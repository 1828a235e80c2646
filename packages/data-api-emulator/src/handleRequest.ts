// One HTTP request from first byte to answer; called by the server of startEmulator.ts.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { checkSignature } from './checkSignature.ts';
import type { Context } from './context.ts';
import { toDataApiError } from './database/sqlError.ts';
import { DataApiError } from './errors.ts';
import { handleAdmin, isAdminPath, isLoopback } from './faults/handleAdmin.ts';
import { injectFault } from './faults/injectFault.ts';
import { operations } from './operations/operations.ts';
import { readBody } from './readBody.ts';
import { parseJson } from './request/parseJson.ts';

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
const sendError = (response: ServerResponse, { name, status, body }: DataApiError) =>
  send(response, status, JSON.stringify(body), { 'x-amzn-errortype': name });

const answer = async (request: IncomingMessage, context: Context): Promise<string> => {
  const text = await readBody(request);
  const operation = request.method === 'POST' ? operations[request.url ?? ''] : undefined;
  if (!operation) throw new DataApiError('UnknownOperationException');
  checkSignature(request.headers.authorization);
  const body = parseJson(text);
  const run = () => operation.run(body, context);
  const fault = context.faults.next(operation.name);
  return fault ? injectFault(fault, { run, socket: request.socket, clock: context.clock }) : run();
};

const sendAdmin = async (request: IncomingMessage, response: ServerResponse, context: Context) => {
  const { method = '', url = '' } = request;
  const { status, body } = handleAdmin(method, url, await readBody(request), context);
  send(response, status, JSON.stringify(body));
};

export const handleRequest = async (request: IncomingMessage, response: ServerResponse, context: Context) => {
  try {
    if (isAdminPath(request.url) && isLoopback(request.socket.remoteAddress)) {
      return await sendAdmin(request, response, context);
    }
    send(response, 200, await answer(request, context));
  } catch (error) {
    const failure = toDataApiError(error);
    if (failure.name === 'InternalServerErrorException' && failure.cause) {
      process.stderr.write(`${inspect(failure.cause)}\n`);
    }
    sendError(response, failure);
  }
};
