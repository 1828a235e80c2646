// The pipeline around a use case of its own: what each step adds, in both directions.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as z from 'zod/mini';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ConfigError, PublicError } from '#layers/base/errors/publicError.ts';
import type { RequestLine } from '#layers/base/logger.ts';
import type { Outcome, UseCase } from '#layers/entry/request.ts';
import { catchStdout } from '#tests/support/catchStdout.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createHandler } from './createHandler.ts';
import type { HttpResponse } from './respond.ts';

type Greeting = { text: string };
type Greet = () => Promise<Outcome<Greeting>>;

const schema = {
  request: z.object({ name: z.optional(z.string()) }, { error: 'must be an object' }),
  response: ({ text }: Greeting) => ({ text }),
};
const greeting = { text: 'Grüezi, José 😀' };
const useCase: UseCase<unknown, Greeting, Greet> = (greet) => greet;

/** A handler around `greet` on a clock that moves by `stepMs` with each look. */
const around = (greet: Greet, { stepMs = 0, getServices = () => greet } = {}) => {
  const lines: RequestLine[] = [];
  let nowMs = 1_000;
  const now = () => {
    nowMs += stepMs;
    return nowMs;
  };
  const handler = createHandler(schema, useCase, getServices, { log: (line) => lines.push(line), now });
  const invoke = async (event: unknown) => (await handler(event, lambdaContext())) as HttpResponse;
  return { invoke, lines };
};

const succeed: Greet = async () => ({ body: greeting });
const failWith =
  (error: unknown): Greet =>
  () =>
    Promise.reject(error);

const everyHeader = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  vary: 'accept-encoding, origin',
  'x-content-type-options': 'nosniff',
  'x-request-id': 'request-1',
};

describe('HEAD', () => {
  const { invoke } = around(succeed);

  test('announces the bytes that GET would send, not the characters', async () => {
    const get = await invoke(httpEvent('/hello'));
    const head = await invoke(httpEvent('/hello', '', 'HEAD'));
    expect(Buffer.byteLength(get.body)).toBeGreaterThan(get.body.length);
    expect(head).toEqual({
      statusCode: 200,
      headers: { ...get.headers, 'content-length': String(Buffer.byteLength(get.body)) },
      body: '',
    });
  });

  test('strips the body of an error too', async () => {
    const { invoke: invokeFailing } = around(failWith(new Error('boom')));
    expect(await invokeFailing(httpEvent('/hello', '', 'HEAD'))).toMatchObject({ statusCode: 500, body: '' });
  });

  test('is the only method whose answer has a length set', async () => {
    expect((await invoke(httpEvent('/hello'))).headers).not.toHaveProperty('content-length');
  });
});

describe('methods', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'get', 'options'])(
    '%s is refused',
    async (method) => {
      const greet = jest.fn(succeed);
      const answer = await around(greet).invoke(httpEvent('/hello', '', method));
      expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'GET, HEAD' } });
      expect(greet).not.toHaveBeenCalled();
    },
  );

  test('OPTIONS lists them and reaches no use case', async () => {
    const greet = jest.fn(succeed);
    const { invoke, lines } = around(greet);
    expect(await invoke(httpEvent('/hello', 'name=%zz', 'OPTIONS'))).toEqual({
      statusCode: 204,
      headers: { allow: 'GET, HEAD', ...everyHeader },
      body: '',
    });
    expect(greet).not.toHaveBeenCalled();
    expect(lines).toMatchObject([{ level: 'info', route: 'OPTIONS /hello', status: 204 }]);
  });

  test('other errors have no Allow, and no Accept', async () => {
    const answer = await around(failWith(new PublicError('UserNotFound'))).invoke(httpEvent('/hello'));
    expect(answer.headers).not.toHaveProperty('allow');
    expect(answer.headers).not.toHaveProperty('accept');
  });
});

describe('POST, of a function that has it,', () => {
  const post = async (contentType: string, body: string): Promise<HttpResponse> => {
    const posted = { ...schema, methods: ['POST'] as const };
    const greet: UseCase<{ name?: string | undefined }, Greeting, undefined> =
      () =>
      async ({ name = 'nobody' }) => ({ body: { text: name } });
    const handler = createHandler(posted, greet, () => undefined, { log: () => {}, now: () => 0 });
    const event = {
      ...httpEvent('/hello', 'name=query', 'POST'),
      headers: { 'content-type': contentType },
      body,
    };
    return (await handler(event, lambdaContext())) as HttpResponse;
  };

  test('takes the request from its body', async () => {
    const { body } = await post('application/json', '{"name":"body"}');
    expect(JSON.parse(body)).toEqual({ text: 'body' });
  });

  test('is told which type of body is taken', async () => {
    const { statusCode, headers } = await post('text/plain', '{}');
    expect([statusCode, headers.accept]).toEqual([415, 'application/json']);
  });
});

describe('path parameters', () => {
  const schemaOf = (shape: z.core.$ZodLooseShape) => ({
    request: z.object(shape, { error: 'must be an object' }),
    response: (body: object) => body,
    methods: ['GET', 'PUT', 'PATCH', 'DELETE'] as const,
  });
  type Sent = {
    method?: string;
    query?: string;
    body?: unknown;
    type?: string;
    shape?: z.core.$ZodLooseShape;
    pathParameters?: unknown;
  };
  const team = { id: z.string(), name: z.optional(z.string()) };

  /** The status, and the input that reached the use case or the problem's detail. */
  const send = async ({ method = 'GET', query = '', body, type, shape = team, ...given }: Sent) => {
    const handler = createHandler(
      schemaOf(shape),
      () => async (input: object) => ({ body: input }),
      () => undefined,
      { log: () => {}, now: () => 0 },
    );
    const event = {
      ...httpEvent('/teams/a b', query, method),
      routeKey: 'ANY /teams/{id}',
      pathParameters: { id: 'a b' },
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': type ?? 'application/json' },
      }),
      ...given,
    };
    const answer = (await handler(event, lambdaContext())) as HttpResponse;
    const told = JSON.parse(answer.body);
    return [answer.statusCode, told.detail ?? told];
  };

  test.each([
    ['a query string', { query: 'name=Moe' }, { id: 'a b', name: 'Moe' }],
    ['the query string of DELETE', { method: 'DELETE', query: 'name=Moe' }, { id: 'a b', name: 'Moe' }],
    ['the body of PUT', { method: 'PUT', body: { name: 'Moe' } }, { id: 'a b', name: 'Moe' }],
    ['the body of PATCH', { method: 'PATCH', body: { name: 'Moe' } }, { id: 'a b', name: 'Moe' }],
    [
      'an empty body of PUT where the path says all',
      { method: 'PUT', shape: { id: z.string() } },
      { id: 'a b' },
    ],
  ])('are members of the request beside %s', async (_case, sent, input) => {
    expect(await send(sent)).toEqual([200, input]);
  });

  test('a parameter of the same name in the query string is ignored', async () => {
    expect(await send({ query: 'id=other' })).toEqual([200, { id: 'a b' }]);
  });

  test('a member of the same name in the body is refused', async () => {
    expect(await send({ method: 'PUT', body: { id: 'other' } })).toEqual([
      400,
      'id must be in the path alone.',
    ]);
  });

  test.each([[[]], [null], ['text']])('a body that is %j is refused', async (body) => {
    expect(await send({ method: 'PUT', body })).toEqual([400, 'request must be an object.']);
  });

  test('that the schema does not name are ignored', async () => {
    expect(await send({ shape: { name: z.optional(z.string()) } })).toEqual([200, {}]);
  });

  test('a body is needed where the path does not say all', async () => {
    expect((await send({ method: 'PUT' }))[0]).toBe(415);
  });

  test.each([null, undefined, 7, { id: 7 }])('%j counts as no path parameters', async (pathParameters) => {
    expect(await send({ pathParameters, shape: { id: z.optional(z.string()) } })).toEqual([200, {}]);
  });
});

describe('a step of the way out that throws', () => {
  /** A handler whose first log line fails. */
  const failing = (handle: Greet) => {
    const lines: RequestLine[] = [];
    let isFirst = true;
    const log = (line: RequestLine): void => {
      if (isFirst) {
        isFirst = false;
        throw new TypeError('homer@thesimpsons.com');
      }
      lines.push(line);
    };
    const handler = createHandler(schema, useCase, () => handle, { log, now: () => 0 });
    return { invoke: (event: unknown) => handler(event, lambdaContext()), lines };
  };

  test.each([
    ['a result', succeed],
    ['an error', failWith(new PublicError('UserNotFound'))],
  ])('makes the answer to %s a problem, with headers and a log line', async (_case, handle) => {
    const { invoke, lines } = failing(handle);
    const answer = (await invoke(httpEvent('/hello'))) as HttpResponse;
    expect(answer).toMatchObject({
      statusCode: 500,
      headers: { ...everyHeader, 'content-type': 'application/problem+json' },
    });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 500, requestId: 'request-1' });
    expect(JSON.stringify([answer, lines])).not.toContain('homer');
    expect(lines).toMatchObject([{ level: 'error', status: 500, errorCode: 'InternalError' }]);
  });

  test('makes a problem of an early answer, with a log line', async () => {
    const { invoke, lines } = failing(succeed);
    expect(await invoke(httpEvent('/hello', '', 'OPTIONS'))).toMatchObject({ statusCode: 500 });
    expect(lines).toMatchObject([{ level: 'error', route: 'OPTIONS /hello' }]);
  });

  test('fails a direct invocation by name, with a log line', async () => {
    const { invoke, lines } = failing(succeed);
    await expect(invoke({})).rejects.toMatchObject({
      name: 'InternalError',
      stack: 'InternalError: The request could not be answered.',
    });
    expect(lines).toMatchObject([{ level: 'error', fault: true }]);
  });

  test('still answers when it throws again', async () => {
    const handler = createHandler(schema, useCase, () => succeed, {
      log: () => {
        throw new TypeError('homer@thesimpsons.com');
      },
      now: () => 0,
    });
    const answer = (await handler(httpEvent('/hello'), lambdaContext())) as HttpResponse;
    expect(answer).toMatchObject({ statusCode: 500, headers: everyHeader });
    expect(JSON.stringify(answer)).not.toContain('homer');
  });
});

test('the link to the next page is a query alone, and encoded', async () => {
  const next = { limit: '2', after: 'a&b=ü' };
  const { invoke } = around(async () => ({ body: greeting, next }));
  const { headers } = await invoke(httpEvent('/hello'));
  expect(headers.link).toBe('<?limit=2&after=a%26b%3D%C3%BC>; rel="next"');
});

test('an answer is JSON that nobody may keep', async () => {
  expect(await around(succeed).invoke(httpEvent('/hello'))).toEqual({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      ...everyHeader,
    },
    body: JSON.stringify(greeting),
  });
});

test('a problem that passes says when to try again', async () => {
  const { invoke } = around(failWith(new DatabaseError('resuming', 'DatabaseResumingException')));
  const { statusCode, headers } = await invoke(httpEvent('/hello'));
  expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
});

test('a problem has no other members than these, and no Retry-After unless it passes', async () => {
  const { invoke } = around(failWith(new PublicError('MigrationRefused', { detail: 'No.' })));
  const { statusCode, headers, body } = await invoke(httpEvent('/hello'));
  expect(statusCode).toBe(409);
  expect(headers).toEqual({
    'content-type': 'application/problem+json',
    ...everyHeader,
  });
  expect(JSON.parse(body)).toEqual({
    type: 'urn:problem-type:users-service:migration-refused',
    title: 'Migration refused',
    status: 409,
    detail: 'No.',
    requestId: 'request-1',
  });
});

test('all broken rules stand in one sentence, and a list', async () => {
  const strict = { ...schema, request: z.object({ a: z.string('is a'), b: z.string('is b') }) };
  const handler = createHandler(strict, useCase, () => succeed, { log: () => {}, now: () => 0 });
  const { body } = (await handler(httpEvent('/hello'), lambdaContext())) as HttpResponse;
  expect(JSON.parse(body)).toMatchObject({
    detail: 'a is a; b is b.',
    errors: [
      { parameter: 'a', detail: 'is a' },
      { parameter: 'b', detail: 'is b' },
    ],
  });
});

describe('the request log', () => {
  const failure = async (error: unknown): Promise<RequestLine | undefined> => {
    const { invoke, lines } = around(failWith(error));
    await invoke(httpEvent('/hello'));
    return lines[0];
  };

  test('has the time from the event to the answer', async () => {
    const { invoke, lines } = around(succeed, { stepMs: 70.4 });
    await invoke(httpEvent('/hello'));
    expect(lines[0]).toMatchObject({ level: 'info', status: 200, durationMs: 70 });
  });

  test('has nothing of an error or a cause on success', async () => {
    const { invoke, lines } = around(succeed);
    await invoke(httpEvent('/hello'));
    expect(lines).toEqual([
      {
        level: 'info',
        requestId: 'request-1',
        apiRequestId: 'gateway-request',
        route: 'GET /hello',
        status: 200,
        durationMs: 0,
      },
    ]);
  });

  test('has the counts of a result that tells any', async () => {
    const { invoke, lines } = around(async () => ({ body: greeting, counts: { erased: 2 } }));
    await invoke(httpEvent('/hello'));
    await invoke({});
    expect(lines).toMatchObject([{ counts: { erased: 2 } }, { counts: { erased: 2 } }]);
  });

  test("has API Gateway's id of a request, and none of a direct invocation", async () => {
    const { invoke, lines } = around(succeed);
    await invoke(httpEvent('/hello'));
    await invoke({});
    expect(lines[0]).toHaveProperty('apiRequestId', 'gateway-request');
    expect(lines[1]).not.toHaveProperty('apiRequestId');
  });

  test("has the trace id of the caller's traceparent, and nothing of an invalid one", async () => {
    const { invoke, lines } = around(succeed);
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    for (const traceparent of [
      `00-${traceId}-00f067aa0ba902b7-01`,
      `00-${traceId}-homer@thesimpsons.com-01`,
    ]) {
      await invoke({ ...httpEvent('/hello'), headers: { traceparent } });
    }
    expect(lines[0]).toHaveProperty('traceId', traceId);
    expect(lines[1]).not.toHaveProperty('traceId');
  });

  test('is written once for an error, direct or not', async () => {
    const { invoke, lines } = around(failWith(new PublicError('UserNotFound')));
    await invoke(httpEvent('/hello'));
    await expect(invoke({})).rejects.toMatchObject({ name: 'UserNotFound' });
    expect(lines.map(({ route, status }) => [route, status])).toEqual([
      ['GET /hello', 404],
      ['users-test-function', 404],
    ]);
  });

  test('names the cause of a fault', async () => {
    const cause = new DatabaseError('rejected', 'DatabaseErrorException 1064');
    expect(await failure(cause)).toMatchObject({
      level: 'error',
      status: 500,
      errorCode: 'InternalError',
      cause: ['rejected: DatabaseErrorException 1064'],
    });
    expect(await failure(new ConfigError('Environment: A is required'))).toMatchObject({
      cause: ['Environment: A is required'],
    });
  });

  test('names no cause of what the caller can mend', async () => {
    const cause = new DatabaseError('rejected', 'DatabaseErrorException 1064');
    const line = await failure(new PublicError('MigrationRefused', { cause }));
    expect(line).toEqual({
      level: 'warn',
      requestId: 'request-1',
      apiRequestId: 'gateway-request',
      route: 'GET /hello',
      status: 409,
      durationMs: 0,
      errorCode: 'MigrationRefused',
    });
  });

  test('has no cause when what was thrown tells nothing', async () => {
    expect(await failure('homer@thesimpsons.com')).not.toHaveProperty('cause');
  });
});

describe('a direct invocation', () => {
  test.each([undefined, null, ''])('takes %j for an empty request', async (event) => {
    expect(await around(succeed).invoke(event)).toEqual(greeting);
  });

  test.each([0, false, 'text'])('refuses %j, which is not an object', async (event) => {
    await expect(around(succeed).invoke(event)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  test('fails by name, with no stack but its own sentence', async () => {
    const error = await around(failWith(new Error('homer@thesimpsons.com')))
      .invoke({})
      .catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(PublicError);
    expect((error as Error).stack).toBe('InternalError: The request could not be answered.');
  });
});

test('asks for the services at each invocation, and answers when they cannot be built', async () => {
  let builds = 0;
  const getServices = (): Greet => {
    builds += 1;
    if (builds === 1) throw new ConfigError('Environment: A is required');
    return succeed;
  };
  const { invoke } = around(succeed, { getServices });
  expect((await invoke(httpEvent('/hello'))).statusCode).toBe(500);
  expect((await invoke(httpEvent('/hello'))).statusCode).toBe(200);
});

test('shows nothing of a result that cannot be stripped', async () => {
  const broken = {
    ...schema,
    response: (): Greeting => {
      throw new TypeError('Grüezi');
    },
  };
  const handler = createHandler(broken, useCase, () => succeed, { log: () => {}, now: () => 0 });
  const answer = (await handler(httpEvent('/hello'), lambdaContext())) as HttpResponse;
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('Grüezi');
  await expect(handler({}, lambdaContext())).rejects.toMatchObject({ name: 'InternalError' });
});

test('leaves the deadline to the use case, even when Lambda has hardly any time left', async () => {
  const handler = createHandler(
    schema,
    useCase,
    () => async () => {
      await sleep(20);
      return { body: greeting };
    },
    { log: () => {}, now: () => 0 },
  );
  expect(await handler({}, lambdaContext(1))).toEqual(greeting);
});

describe('on its own', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  test('logs to stdout, by the system clock', async () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12) });
    const written = catchStdout();
    await createHandler(schema, useCase, () => async () => {
      jest.setSystemTime(Date.now() + 42);
      return { body: greeting };
    })(httpEvent('/hello'), lambdaContext());
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(written[0] as string)).toEqual({
      time: '2026-11-24T12:00:00.042Z',
      level: 'info',
      requestId: 'request-1',
      apiRequestId: 'gateway-request',
      route: 'GET /hello',
      status: 200,
      durationMs: 42,
    });
  });
});
