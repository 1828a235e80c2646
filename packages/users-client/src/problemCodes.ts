// The codes of errors, written by `npm run api` from the service's catalogue: do not edit.

export const problemCodes = [
  'invalid-request',
  'method-not-allowed',
  'internal-error',
  'database-unavailable',
  'database-resuming',
  'user-not-found',
  'content-too-large',
  'unsupported-media-type',
  'not-found',
  'unauthorized',
  'forbidden',
  'request-entity-too-large',
  'too-many-requests',
  'internal-server-error',
  'service-unavailable',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
