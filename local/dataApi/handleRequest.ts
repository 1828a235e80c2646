// One HTTP request from first byte to answer; called by the server of startDataApi.ts.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { checkSignature } from './checkSignature.ts';
import type { Context } from './context.ts';
import { toDataApiError } from './database/sqlError.ts';
import { DataApiError } from './errors.ts';
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
  return operation.run(parseJson(text), context);
};

export const handleRequest = async (request: IncomingMessage, response: ServerResponse, context: Context) => {
  try {
    send(response, 200, await answer(request, context));
  } catch (error) {
    const failure = toDataApiError(error);
    if (failure.name === 'InternalServerErrorException') process.stderr.write(`${inspect(failure.cause)}\n`);
    sendError(response, failure);
  }
};
