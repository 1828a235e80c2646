// Steps of the way in: OPTIONS, the method, and the input from path, query or body.
import type * as z from 'zod/mini';
import { createInvalidRequest, PublicError } from '#layers/base/errors/publicError.ts';
import type { StepIn } from '#layers/entry/invocation.ts';
import { parseQuery } from './parseQuery.ts';
import type { HttpResponse } from './respond.ts';
import type { HttpInvocation, HttpRequest } from './toInvocation.ts';

/** Longest body, in bytes: more than ten times the longest e-mail address in its longest form of JSON. */
export const maxBodyBytes = 4_096;

/** With any parameters, such as a charset: JSON is UTF-8 whatever they say (RFC 8259 section 11). */
const jsonType = /^application\/json[\t ]*(;|$)/i;

/**
 * Throws UnsupportedMediaType for a body that is not said to be JSON, ContentTooLarge for one over `maxBodyBytes`, and
 * InvalidRequest for one that is not JSON in UTF-8.
 */
export const parseJsonBody = ({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): unknown => {
  if (!jsonType.test(headers['content-type'] ?? '')) throw new PublicError('UnsupportedMediaType');
  if (body.byteLength > maxBodyBytes) throw new PublicError('ContentTooLarge');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw createInvalidRequest([{ parameter: 'request', detail: 'must be JSON in UTF-8' }]);
  }
};

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The methods of a function that names none. */
export const readMethods: readonly Method[] = ['GET', 'HEAD'];

/** The methods whose request is a JSON body; the others have a query string. */
export const bodyMethods: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** Answers OPTIONS with the methods of the function (RFC 9110 section 9.3.7). */
export const answerOptions =
  (methods: readonly string[]): StepIn<HttpInvocation> =>
  ({ event: { http } }): HttpResponse | undefined =>
    http?.method === 'OPTIONS'
      ? { statusCode: 204, headers: { allow: methods.join(', ') }, body: '' }
      : undefined;

/** Refuses HTTP methods that the function does not have (RFC 9110 section 15.5.6). */
export const allowMethods =
  (methods: readonly string[]): StepIn<HttpInvocation> =>
  ({ event: { http } }) => {
    if (http && !methods.includes(http.method)) throw new PublicError('MethodNotAllowed');
  };

/** A value in two places would be ambiguous, and the path says which resource is meant. */
const addPathParameters = (body: unknown, fromPath: Readonly<Record<string, string>>): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const doubled = Object.keys(fromPath).filter((name) => Object.hasOwn(body, name));
  if (doubled.length > 0) {
    throw createInvalidRequest(
      doubled.map((parameter) => ({ parameter, detail: 'must be in the path alone' })),
    );
  }
  return { ...body, ...fromPath };
};

const readHttp = (http: HttpRequest, names: readonly string[]): unknown => {
  const inPath = names.filter((name) => Object.hasOwn(http.pathParameters, name));
  const fromPath = Object.fromEntries(inPath.map((name) => [name, http.pathParameters[name] as string]));
  const others = names.filter((name) => !inPath.includes(name));
  if (!bodyMethods.includes(http.method)) return { ...parseQuery(http.rawQueryString, others), ...fromPath };
  // A request that its path describes in full needs no body.
  if (others.length === 0 && http.body.byteLength === 0) return fromPath;
  const body = parseJsonBody(http);
  return inPath.length > 0 ? addPathParameters(body, fromPath) : body;
};

/** Reads the members of the function's schema: from the path those that the route names, the others from body or query. */
export const readInput = (schema: z.ZodMiniObject): StepIn<HttpInvocation> => {
  const names = Object.keys(schema.shape);
  return ({ event }) => {
    if (event.http) event.input = readHttp(event.http, names);
  };
};
