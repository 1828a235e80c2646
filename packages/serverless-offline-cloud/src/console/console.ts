// The console: an API and a page beside the service's own, for this machine alone.
import type { IncomingMessage } from 'node:http';
import { checkOrigin } from 'data-api-emulator/local-server';
import * as z from 'zod';
import { createRouter } from '../apigateway/routes.ts';
import type { Answer, AnswerRequest } from '../server/startServer.ts';
import { createOpenApi } from './api/openApi.ts';
import { type ConsoleOperation, ok, problem } from './api/operation.ts';
import { ConsoleError } from './ports/consoleDatabase.ts';
import { FilterError } from './trace/traceFilter.ts';

export const consolePath = '/_console';
const apiPath = `${consolePath}/api`;

export const isConsoleRequest = ({ url = '' }: IncomingMessage): boolean =>
  new RegExp(`^${consolePath}(?:[/?]|$)`).test(url);

/** Neither the names nor the origins that the API was opened to: SQL and faults are this machine's alone. */
const originRule = { hosts: [], origins: [] };

export type ConsoleOptions = {
  operations: readonly ConsoleOperation[];
  /** The file below /_console. */
  readPage(name: string): Promise<Answer | undefined>;
};

const parseBody = (operation: ConsoleOperation, body: Buffer): unknown => {
  if (!operation.body) return undefined;
  return operation.body.parse(JSON.parse(body.toString() || '{}'));
};

/** Ids of requests may have slashes. Throws a URIError for broken escapes. */
const decodeParameters = (parameters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]));

const describeError = (error: unknown): Answer => {
  if (error instanceof URIError) return problem(400, 'The path has broken escapes.');
  if (error instanceof SyntaxError) return problem(400, 'The body is not JSON.');
  if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
  if (error instanceof FilterError || error instanceof ConsoleError) return problem(400, error.message);
  throw error;
};

/** Answers requests of which `isConsoleRequest` is true. */
export const createConsole = ({ operations, readPage }: ConsoleOptions): AnswerRequest => {
  const document = createOpenApi(operations, apiPath);
  const all: readonly ConsoleOperation[] = [
    ...operations,
    { key: 'GET /openapi.json', summary: 'This document', answer: () => ok(document) },
  ];
  const findRoute = createRouter(all.map(({ key }) => ({ key, functionKey: key })));
  const byKey = new Map(all.map((operation) => [operation.key, operation]));

  const answerApi = async (method: string, path: string, query: URLSearchParams, body: Buffer) => {
    const match = findRoute(method, path);
    const operation = byKey.get(match?.route.key ?? '');
    if (!match || !operation)
      return problem(404, `${method} ${path} is no operation: see ${apiPath}/openapi.json`);
    try {
      const parameters = decodeParameters(match.pathParameters);
      return await operation.answer({ parameters, query, body: parseBody(operation, body) });
    } catch (error) {
      return describeError(error);
    }
  };

  return async (request, body) => {
    const refusal = checkOrigin(request.headers, originRule);
    if (refusal) return problem(403, `Forbidden: ${refusal}`);
    const { method = 'GET', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname.startsWith(`${apiPath}/`)) {
      return answerApi(method, pathname.slice(apiPath.length), searchParams, body);
    }
    const page = await readPage(pathname.slice(consolePath.length + 1));
    return page ?? problem(404, 'Not Found');
  };
};
