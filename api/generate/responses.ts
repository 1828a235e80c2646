// The responses of an operation: a success, the catalogue's errors and API Gateway's own.
import { catalogue, type ErrorCode } from '#layers/base/errors/publicError.ts';
import { gatewayAnswers } from './gatewayAnswers.ts';
import { allowHeader, headersOf } from './headers.ts';
import { byStatus, hasRetryAfter, problemContent } from './problems.ts';
import type { Json } from './toJsonSchema.ts';

export const success = (schema: Json, example: unknown, pages = false): Json => ({
  description: 'Success',
  headers: headersOf(...(pages ? ['link'] : [])),
  content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
});

const errorResponse = (codes: readonly ErrorCode[], methods: readonly string[]): Json => {
  const others = [
    ...(hasRetryAfter(codes) ? ['retry-after'] : []),
    ...(codes.includes('UnsupportedMediaType') ? ['accept'] : []),
  ];
  return {
    description: codes.map((code) => `${catalogue[code].title} (\`${code}\`).`).join(' '),
    headers: {
      ...headersOf(...others),
      ...(codes.includes('MethodNotAllowed') && { allow: allowHeader(methods) }),
    },
    content: problemContent(codes),
  };
};

/** Where API Gateway answers with the same status, both media types are possible. */
const withGateway = (status: number, response: Json | undefined): Json => {
  const own = gatewayAnswers.get(status);
  if (!own) return response as Json;
  if (!response) return own;
  return {
    ...response,
    description: `${response.description} ${own.description}`,
    content: { ...(response.content as Json), ...own.content },
  };
};

/** The responses by status, the lowest first. `methods` are those of the path. */
export const errorResponses = (codes: readonly ErrorCode[], methods: readonly string[]): Json => {
  const ours = new Map(byStatus(codes).map(([status, group]) => [status, errorResponse(group, methods)]));
  const statuses = [...new Set([...ours.keys(), ...gatewayAnswers.keys()])].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, withGateway(status, ours.get(status))]));
};
