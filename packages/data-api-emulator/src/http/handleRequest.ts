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
import { type CompletedCall, recordCall } from './completedCall.ts';
import { toOriginForm } from './originForm.ts';
import { checkOrigin } from './originRule.ts';
import { readBody } from './readBody.ts';

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
) => {
  const bytes = Buffer.byteLength(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes,
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  // ASCII is copied, which takes a fraction of the time of writing UTF-8.
  response.end(bytes === body.length ? Buffer.from(body, 'latin1') : body);
};

/** The AWS restJson1 protocol: the error's name is in a header, its members are the body. */
const sendError = (response: ServerResponse, { name, status, body }: ApiError) =>
  send(response, status, JSON.stringify(body), { 'x-amzn-errortype': name });

const sqlOf = (body: unknown): string | undefined => {
  const { sql } = (body ?? {}) as { sql?: unknown };
  return typeof sql === 'string' ? sql : undefined;
};

const answer = async (request: IncomingMessage, context: Context, call: CompletedCall): Promise<string> => {
  const text = await readBody(request);
  const { method, url = '' } = request;
  const operation = method === 'POST' && Object.hasOwn(operations, url) && operations[url];
  if (!operation) throw new ApiError('UnknownOperationException');
  call.operation = operation.name;
  checkSignature(request.headers.authorization);
  const body = parseJson(text);
  call.sql = sqlOf(body);
  const run = () => operation.run(body, context);
  const rule = context.faults.next(operation.name);
  call.fault = rule?.fault;
  const { json, rows } = await (rule
    ? injectFault(rule, { run, socket: request.socket, clock: context.clock })
    : run());
  call.rows = rows;
  return json;
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
  toOriginForm(request);
  const isControl = isControlPath(request.url);
  const isCall = !isControl && !isHealthCheck(request);
  const call = recordCall(request, response, isCall ? context.onCall : () => {});
  try {
    const refusal = checkOrigin(request.headers, context.originRule);
    if (refusal) throw new ApiError('AccessDeniedException', refusal);
    if (isControl) return await sendControl(request, response, context);
    send(response, 200, isCall ? await answer(request, context, call) : healthOf(context));
  } catch (error) {
    const failure = toApiError(error);
    call.error = { name: failure.name, message: failure.message };
    if (failure.name === 'InternalServerErrorException' && failure.cause) {
      process.stderr.write(`${inspect(failure.cause)}\n`);
    }
    sendError(response, failure);
  }
};
