// POST /search and GET /search in process, without a database and a network.
import { describe, expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { searchUser } from './handler.ts';
import { searchUserSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const invoke = createInvoke(searchUserSchema, searchUser, () => services);
const search = (query: string, method = 'GET') => invoke(httpEvent('/search', query, method));

describe('over HTTP', () => {
  test.each(['homer%40thesimpsons.com', 'Homer@TheSimpsons.com', '%20homer@thesimpsons.com%20'])(
    'returns the user as stored for %s',
    async (email) => {
      const { answer, body } = await search(`email=${email}`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(body).toEqual(people[0]);
    },
  );

  test('returns nothing but email and phoneNumber, whatever the repository knows', async () => {
    const leaky = { ...people[0], userId: 1, passwordHash: 'x' } as (typeof people)[number];
    const users = { ...services.users, findByEmail: async () => leaky };
    const { body } = await createInvoke(searchUserSchema, searchUser, () => ({ users }))(
      httpEvent('/search', 'email=homer@thesimpsons.com'),
    );
    expect(body).toEqual(people[0]);
  });

  test('answers HEAD as GET without the body', async () => {
    const { answer } = await search('email=homer@thesimpsons.com', 'HEAD');
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
    const get = (await search('email=homer@thesimpsons.com')).answer;
    expect(answer.headers).toEqual({ ...get.headers, 'content-length': String(get.body.length) });
    expect((await search('email=', 'HEAD')).answer).toMatchObject({ statusCode: 400, body: '' });
  });

  test('returns 404 with the request id for an unknown email', async () => {
    const { answer, body } = await search('email=mr.burns@thesimpsons.com');
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'urn:problem-type:users-service:user-not-found',
      title: 'User not found',
      status: 404,
      detail: 'User not found.',
      requestId: 'request-1',
    });
  });

  test.each([
    ['', 'is required'],
    ['Email=homer@thesimpsons.com', 'must be written in this letter case'],
    ['email=%zz', 'must be percent-encoded UTF-8'],
    ['email=%ff', 'must be percent-encoded UTF-8'],
    ['email=homer+tag@thesimpsons.com', 'must have + written as %2B, and a space as %20'],
    ['email=+', 'must not be empty'],
    ['email', 'must not be empty'],
    ['email=', 'must not be empty'],
    ['email=%20%20', 'must not be empty'],
    ['email=a@b&email=c@d', 'must be given once'],
    [`email=${'a'.repeat(250)}@b.co`, 'must not be longer than 254 characters'],
  ])('returns 400 that names the parameter and the rule for ?%s', async (query, rule) => {
    const { answer, body } = await search(query);
    expect(answer.statusCode).toBe(400);
    expect(body).toMatchObject({
      type: 'urn:problem-type:users-service:invalid-request',
      detail: `email ${rule}.`,
      errors: [{ parameter: 'email', detail: rule }],
    });
  });

  test.each([
    ['an address without an @', 'homer'],
    ['one with a tab', 'ho\tmer@thesimpsons.com'],
    ['one that is not normalized', 'jose\u0301@thesimpsons.com\n'],
  ])('finds %s, which an adopted table may hold', async (_case, email) => {
    const users = createInMemoryUsers([{ email, phoneNumber: '1' }, ...people]);
    const { body } = await createInvoke(searchUserSchema, searchUser, () => ({ users }))(
      httpEvent('/search', `email=${encodeURIComponent(email)}`),
    );
    expect(body).toEqual({ email, phoneNumber: '1' });
  });

  test('accepts an address of 254 characters, and takes operators for plain text', async () => {
    expect((await search(`email=${'a'.repeat(249)}@b.co`)).answer.statusCode).toBe(404);
    expect((await search('email=x@y%27%20OR%20%271%27=%271')).answer.statusCode).toBe(404);
    expect((await search('email[email]=1')).answer.statusCode).toBe(400);
  });

  test('returns 405 that lists the allowed methods for others', async () => {
    const { answer, body } = await search('email=homer@thesimpsons.com', 'DELETE');
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'GET, HEAD, POST' } });
    expect(body.type).toBe('urn:problem-type:users-service:method-not-allowed');
  });
});

describe('POST', () => {
  const post = (body: string, { query = '', isBase64Encoded = false, type = 'application/json' } = {}) =>
    invoke({
      ...httpEvent('/search', query, 'POST'),
      headers: { 'content-type': type },
      body,
      isBase64Encoded,
    });
  const postEmail = (email: unknown) => post(JSON.stringify({ email }));

  test.each(['homer@thesimpsons.com', 'Homer@TheSimpsons.com', ' homer@thesimpsons.com '])(
    'returns the user as stored for %j',
    async (email) => {
      const { answer, body } = await postEmail(email);
      expect(answer.statusCode).toBe(200);
      expect(body).toEqual(people[0]);
    },
  );

  test('reads a base64 body', async () => {
    const body = Buffer.from('{"email":"homer@thesimpsons.com"}').toString('base64');
    expect((await post(body, { isBase64Encoded: true })).body).toEqual(people[0]);
  });

  test('reads nothing of the query string, as GET reads nothing of a body', async () => {
    expect((await post('{}', { query: 'email=homer@thesimpsons.com' })).answer.statusCode).toBe(400);
    const event = { ...httpEvent('/search'), body: '{"email":"homer@thesimpsons.com"}' };
    expect(
      (await invoke({ ...event, headers: { 'content-type': 'application/json' } })).answer,
    ).toMatchObject({
      statusCode: 400,
    });
  });

  test('returns 404 for an unknown email, and logs nothing of it', async () => {
    const { answer, lines } = await postEmail('mr.burns@thesimpsons.com');
    expect(answer.statusCode).toBe(404);
    expect(lines).toMatchObject([{ route: 'POST /search', status: 404 }]);
    expect(JSON.stringify(lines)).not.toContain('burns');
  });

  test.each([
    ['{}', 'email is required.'],
    ['{"email":""}', 'email must not be empty.'],
    ['{"email":"  "}', 'email must not be empty.'],
    ['{"email":7}', 'email must be a string.'],
    ['{"email":["a@b","c@d"]}', 'email must be given once.'],
    ['{"email":"\\ud800@x"}', 'email must be well-formed Unicode.'],
    [`{"email":"${'a'.repeat(250)}@b.co"}`, 'email must not be longer than 254 characters.'],
    ['null', 'request must be an object.'],
    ['"homer@thesimpsons.com"', 'request must be an object.'],
    ['email=homer@thesimpsons.com', 'request must be JSON in UTF-8.'],
  ])('returns 400 that names the rule for %s', async (sent, detail) => {
    const { answer, body } = await post(sent);
    expect(answer.statusCode).toBe(400);
    expect(body.detail).toBe(detail);
  });

  test('returns 415 that names the accepted type for another', async () => {
    const { answer, body } = await post('{}', { type: 'text/plain' });
    expect(answer).toMatchObject({ statusCode: 415, headers: { accept: 'application/json' } });
    expect(body.type).toBe('urn:problem-type:users-service:unsupported-media-type');
  });

  test('returns 413 for more than 4,096 bytes', async () => {
    const { answer, body } = await postEmail('a'.repeat(4_096));
    expect(answer.statusCode).toBe(413);
    expect(body.type).toBe('urn:problem-type:users-service:content-too-large');
  });
});

describe('when the database fails', () => {
  const failing = (error: Error) =>
    createInvoke(searchUserSchema, searchUser, () => ({
      users: { ...services.users, findByEmail: () => Promise.reject(error) },
    }))(httpEvent('/search', 'email=homer@thesimpsons.com'));

  test.each([
    ['resuming', 503, 'database-resuming', '5'],
    ['transient', 503, 'database-unavailable', '5'],
    ['timeout', 503, 'database-unavailable', '5'],
    ['throttled', 503, 'database-unavailable', '5'],
    ['misconfigured', 503, 'database-unavailable', '5'],
    ['rejected', 500, 'internal-error', undefined],
    ['resultTooLarge', 500, 'internal-error', undefined],
  ] as const)('answers %s with %i %s', async (kind, status, type, retryAfter) => {
    const { answer, body } = await failing(new DatabaseError(kind, 'SomeException 1234'));
    expect(answer.statusCode).toBe(status);
    expect(body.type).toBe(`urn:problem-type:users-service:${type}`);
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.body).not.toContain('1234');
  });

  test('shows nothing of an unforeseen error, and logs where it arose but not what it says', async () => {
    const { answer, lines } = await failing(new TypeError('homer@thesimpsons.com is not iterable'));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('homer');
    expect(lines[0]?.cause?.[0]).toBe('TypeError');
    expect(lines[0]?.cause?.[1]).toContain('handler.test.ts');
    expect(JSON.stringify(lines)).not.toContain('homer');
  });
});

describe('invoked directly', () => {
  test('returns the bare user', async () => {
    expect((await invoke({ email: 'Homer@TheSimpsons.com' })).answer).toEqual(people[0]);
  });

  test('throws UserNotFound and InvalidRequest by name, without a stack', async () => {
    const unknown = invoke({ email: 'mr.burns@thesimpsons.com' });
    await expect(unknown).rejects.toMatchObject({
      name: 'UserNotFound',
      message: 'User not found.',
      stack: 'UserNotFound: User not found.',
    });
    await expect(invoke({})).rejects.toMatchObject({ name: 'InvalidRequest', message: 'email is required.' });
    await expect(invoke(null)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(invoke('homer')).rejects.toMatchObject({ message: 'request must be an object.' });
    await expect(invoke({ email: 7 })).rejects.toMatchObject({ message: 'email must be a string.' });
    await expect(invoke({ email: '\ud800@x' })).rejects.toMatchObject({
      message: 'email must be well-formed Unicode.',
    });
  });
});

describe('the request log', () => {
  test('is one line with route, status and duration, and never the address', async () => {
    const { lines } = await search('email=mr.burns@thesimpsons.com');
    expect(lines).toEqual([
      {
        level: 'warn',
        requestId: 'request-1',
        apiRequestId: 'gateway-request',
        route: 'GET /search',
        status: 404,
        durationMs: 0,
        errorCode: 'UserNotFound',
      },
    ]);
  });

  test('names the function for a direct invocation', async () => {
    const { lines } = await invoke({ email: 'homer@thesimpsons.com' });
    expect(lines).toMatchObject([{ level: 'info', route: 'users-test-function', status: 200 }]);
  });
});

test.each([
  ['27 s over HTTP', httpEvent('/search', 'email=a@b'), 900_000, 27_000],
  ['half a second less than Lambda over HTTP', httpEvent('/search', 'email=a@b'), 10_000, 9_500],
  ['half a second less than Lambda when invoked directly', { email: 'a@b' }, 900_000, 899_500],
])('gives the database %s', async (_case, event, remainingMs, expectedMs) => {
  const nowMs = Date.UTC(2026, 0, 1);
  const deadlines: number[] = [];
  const users = {
    ...services.users,
    findByEmail: async (_email: string, call: { deadlineMs: number }) => {
      deadlines.push(call.deadlineMs);
      return people[0];
    },
  };
  await createInvoke(
    searchUserSchema,
    searchUser,
    () => ({ users }),
    () => nowMs,
  )(event, lambdaContext(remainingMs));
  expect(deadlines).toEqual([nowMs + expectedMs]);
});
