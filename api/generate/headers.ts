// The headers of the functions' answers.
import { catalogue } from '#layers/base/errors/publicError.ts';
import { sameHeaders } from '#layers/entry/http/respond.ts';
import type { Json } from './toJsonSchema.ts';

/** What the pipeline gives every answer, by name. */
const commonHeaders = (): Record<string, string> => ({ ...sameHeaders, 'x-request-id': '' });

const requestId = {
  description: "Names the request in the service's log.",
  required: true,
  schema: { type: 'string' },
};

const retryAfterS = Object.values(catalogue).flatMap((entry) =>
  'retryAfterS' in entry ? [entry.retryAfterS] : [],
);

/** The header components of the OpenAPI document, by name. */
export const headerComponents = (): Json => ({
  ...Object.fromEntries(
    Object.entries(commonHeaders()).map(([name, value]) => [
      name,
      name === 'x-request-id' ? requestId : { required: true, schema: { const: value } },
    ]),
  ),
  link: {
    description: 'The next page (RFC 8288), relative to the URL of the request. Absent on the last page.',
    schema: { type: 'string', pattern: '^<[^>]+>; rel="next"$' },
  },
  'retry-after': {
    description: 'Seconds after which it makes sense to try again (RFC 9110 section 10.2.3).',
    schema: { type: 'integer', enum: [...new Set(retryAfterS)] },
  },
  accept: {
    description: 'The media type that a body must have (RFC 9110 section 12.5.1).',
    required: true,
    schema: { const: 'application/json' },
  },
});

const reference = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** References to those of every answer and to others of the components. */
export const headersOf = (...others: string[]): Json =>
  Object.fromEntries([...Object.keys(commonHeaders()), ...others].map((name) => [name, reference(name)]));

/** The methods of a path (RFC 9110 section 10.2.1). */
export const allowHeader = (methods: readonly string[]): Json => ({
  required: true,
  schema: { const: methods.join(', ') },
});
