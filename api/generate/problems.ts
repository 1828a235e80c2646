// The catalogue's errors as schemas and responses of an OpenAPI document.
import {
  type CatalogueEntry,
  catalogue,
  type ErrorCode,
  problemType,
} from '#layers/base/errors/publicError.ts';
import type { Json } from './toJsonSchema.ts';

/** Every path can fail so; `MethodNotAllowed` answers the methods that it does not know. */
export const commonErrors: readonly ErrorCode[] = [
  'InvalidRequest',
  'MethodNotAllowed',
  'InternalError',
  'DatabaseUnavailable',
  'DatabaseResuming',
];

const entryOf = (code: ErrorCode): CatalogueEntry => catalogue[code];

/** A parameter that breaks a rule, never with its value. */
const violations = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: { parameter: { type: 'string' }, detail: { type: 'string' } },
    required: ['parameter', 'detail'],
  },
};

const example = (code: ErrorCode): Json => ({
  type: problemType(code),
  title: entryOf(code).title,
  status: entryOf(code).status,
  detail: code === 'InvalidRequest' ? 'email must not be empty.' : entryOf(code).detail,
  requestId: '8a2f5c1e-1f5b-4c0e-9d0a-1d6a3f3f6c55',
  ...(code === 'InvalidRequest' && { errors: [{ parameter: 'email', detail: 'must not be empty' }] }),
});

/** Problem details (RFC 9457) of one error. */
export const problemSchema = (code: ErrorCode): Json => ({
  title: entryOf(code).title,
  type: 'object',
  properties: {
    type: { const: problemType(code) },
    title: { const: entryOf(code).title },
    status: { const: entryOf(code).status },
    detail: { type: 'string', description: 'A sentence for people.' },
    requestId: { type: 'string', description: "Names the request in the service's log." },
    ...(code === 'InvalidRequest' && { errors: violations }),
  },
  required: [
    'type',
    'title',
    'status',
    'detail',
    'requestId',
    ...(code === 'InvalidRequest' ? ['errors'] : []),
  ],
});

/** A request with a body can fail so, too. */
export const bodyErrors: readonly ErrorCode[] = ['ContentTooLarge', 'UnsupportedMediaType'];

/** The codes by their statuses, both in the catalogue's order. */
export const byStatus = (codes: readonly ErrorCode[]): [number, ErrorCode[]][] => {
  const ordered = (Object.keys(catalogue) as ErrorCode[]).filter((code) => codes.includes(code));
  return [...Map.groupBy(ordered, (code) => entryOf(code).status)];
};

/** The media type of an answer with one of these errors. */
export const problemContent = (codes: readonly ErrorCode[]): Json => {
  const references = codes.map((code) => ({ $ref: `#/components/schemas/${code}` }));
  return {
    'application/problem+json': {
      schema: references.length === 1 ? references[0] : { oneOf: references },
      examples: Object.fromEntries(codes.map((code) => [code, { value: example(code) }])),
    },
  };
};

export const hasRetryAfter = (codes: readonly ErrorCode[]): boolean =>
  codes.some((code) => entryOf(code).retryAfterS !== undefined);
