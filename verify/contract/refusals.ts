// Requests that the API refuses, each with its answer.

export type Refusal = {
  method: string;
  /** With its query. */
  path: string;
  contentType?: string;
  body?: string;
  status: number;
  /** The parameter that the answer must name. */
  parameter?: string;
  /** The value of the header `Allow`. */
  allow?: string;
};

const invalid = (parameter: string, ...paths: string[]): Refusal[] =>
  paths.map((path) => ({ method: 'GET', path, status: 400, parameter }));

/** Addresses that look like that of somebody who is there, and are nobody's. */
const strangers = (known: string): string[] => {
  const [local = '', domain = ''] = known.split('@');
  return [
    `nobody@${domain}`,
    // The database's collation must not take a letter with an accent for the letter.
    known.replace(/[aeiou]/, (vowel) => `${vowel}\u0301`).normalize('NFC'),
    `${local}+tag@${domain}`,
    local,
    `${local} simpson`,
    `'OR'1'='1@`,
    'a\0@b',
    '\u{1f600}@x',
  ];
};

const post = (status: number, body: string, contentType = 'application/json'): Refusal => ({
  method: 'POST',
  path: '/search',
  contentType,
  body,
  status,
});

const otherMethod = (method: string, path: string, allow: string): Refusal => ({
  method,
  path,
  status: 405,
  allow,
  ...(method !== 'DELETE' && { body: '{}' }),
});

/** `known` is the address of somebody who is there. */
export const createRefusals = (known: string): Refusal[] => [
  ...invalid('limit', '/users?limit=0', '/users?Limit=2'),
  ...invalid('after', '/users?after=x'),
  ...invalid('email', '/search', '/search?email=', '/search?email=a@b&email=c@d'),
  ...invalid('email', `/search?email=${'a'.repeat(255)}@b`, '/search?email=%20'),
  ...invalid('email', `/search?Email=${known}`, `/search?email=${known.replace('@', '+tag@')}`),
  ...invalid('email', '/search?email=%zz', '/search?email=%ff'),
  ...strangers(known).map(
    (email): Refusal => ({ method: 'GET', path: `/search?email=${encodeURIComponent(email)}`, status: 404 }),
  ),
  post(400, '{}'),
  post(400, '{'),
  post(404, JSON.stringify({ email: strangers(known)[0] })),
  post(413, JSON.stringify({ email: 'a'.repeat(4_096) })),
  post(415, JSON.stringify({ email: known }), 'text/plain'),
  post(415, JSON.stringify({ email: known }), 'application/octet-stream'),
  ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => otherMethod(method, '/users', 'GET, HEAD')),
  ...['PUT', 'PATCH', 'DELETE'].map((method) => otherMethod(method, '/search', 'GET, HEAD, POST')),
];

/** `POST /search text/plain` and so on, short enough for a line. */
export const describeRefusal = ({ method, path, contentType = '', body = '' }: Refusal): string =>
  `${method} ${path.slice(0, 60)} ${contentType} ${body.slice(0, 40)}`.trim().replaceAll(/ +/g, ' ');

export const toInit = ({ method, contentType, body }: Refusal): RequestInit => ({
  method,
  ...(contentType && { headers: { 'content-type': contentType } }),
  ...(body !== undefined && { body }),
});

/** What is wrong with the answer, as sentences. It must be problem details (RFC 9457). */
export const findRefusalFaults = async (expected: Refusal, response: Response): Promise<string[]> => {
  const { status, parameter, allow } = expected;
  const type = response.headers.get('content-type');
  if (response.status !== status) return [`The status is ${response.status} rather than ${status}.`];
  if (type !== 'application/problem+json') return [`The content type is ${type}.`];
  const problem = (await response.json()) as Record<string, unknown>;
  const named = (problem.errors as { parameter: string }[] | undefined)?.map((error) => error.parameter);
  const faults = [
    problem.status !== status && `The member status is ${problem.status}.`,
    (!problem.requestId || problem.requestId !== response.headers.get('x-request-id')) &&
      'requestId is not that of the header x-request-id.',
    parameter !== undefined && named?.join() !== parameter && `The error names ${named}.`,
    allow !== undefined && response.headers.get('allow') !== allow && 'The header Allow is another.',
  ];
  return faults.filter((fault) => fault !== false);
};
