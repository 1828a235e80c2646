import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import { ProblemError } from './problemError.ts';
import { type DirectoryUser, usersClient } from './usersClient.ts';

const homer = { email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 1111' };
const [marge, bart] = [
  { ...homer, email: 'marge@b' },
  { ...homer, email: 'bart@b' },
];

type Reply = Response | Error | (() => Promise<Response>);

const ok = (body: unknown, headers: Record<string, string> = {}) => Response.json(body, { headers });
const problem = (status: number, code: string, headers: Record<string, string> = {}, more: object = {}) =>
  Response.json(
    {
      type: `urn:problem-type:users-service:${code}`,
      status,
      detail: 'In words.',
      requestId: 'id-1',
      ...more,
    },
    { status, headers },
  );
const gateway = (status: number, message: string) => Response.json({ message }, { status });

/** A client whose requests get these replies, one after the other, and the requests that it sent. */
const clientOf = (replies: Reply[], options: object = {}) => {
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request);
    const reply = replies[requests.length - 1];
    if (reply instanceof Error) throw reply;
    if (typeof reply === 'function') return reply();
    return reply as Response;
  };
  return { client: usersClient({ baseUrl: 'https://a.example/directory', fetch, ...options }), requests };
};

/** Settles, with every wait of the client passed at once. */
const settle = async <Value>(promise: Promise<Value>): Promise<Value | Error> => {
  const settled = promise.catch((error: Error) => error);
  await jest.runAllTimersAsync();
  return settled;
};

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('search', () => {
  test('sends the address in a body to POST /search, below the path of baseUrl', async () => {
    const { client, requests } = clientOf([ok(homer)]);
    expect(await client.search('homer@thesimpsons.com')).toEqual(homer);
    const [request] = requests as [Request];
    expect([request.method, request.url]).toEqual(['POST', 'https://a.example/directory/search']);
    expect(request.headers.get('content-type')).toBe('application/json');
    expect(await request.json()).toEqual({ email: 'homer@thesimpsons.com' });
  });

  test('returns undefined for an address that nobody has', async () => {
    expect(await clientOf([problem(404, 'user-not-found')]).client.search('a@b')).toBeUndefined();
  });

  test('rejects when the path does not exist, which is not an unknown address', async () => {
    const { client } = clientOf([gateway(404, 'Not Found')]);
    await expect(client.search('a@b')).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });
});

const collect = async (users: AsyncIterable<DirectoryUser>): Promise<DirectoryUser[]> => {
  const all: DirectoryUser[] = [];
  for await (const user of users) all.push(user);
  return all;
};

describe('users', () => {
  const link = { link: '<?limit=2&after=MToy>; rel="next"' };

  test('follows Link, relative to the URL of the page, to the last page', async () => {
    const { client, requests } = clientOf([ok([homer, marge], link), ok([bart])]);
    expect(await collect(client.users({ pageSize: 2 }))).toEqual([homer, marge, bart]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://a.example/directory/users?limit=2',
      'GET https://a.example/directory/users?limit=2&after=MToy',
    ]);
  });

  test('asks for a page no sooner than for its users', async () => {
    const { client, requests } = clientOf([ok([homer, marge], link)]);
    for await (const user of client.users()) {
      expect(user).toEqual(homer);
      break;
    }
    expect(requests).toHaveLength(1);
  });

  test('repeats a page and no other', async () => {
    const { client, requests } = clientOf([ok([homer], link), problem(503, 'database-resuming'), ok([bart])]);
    expect(await settle(collect(client.users()))).toEqual([homer, bart]);
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '',
      '?limit=2&after=MToy',
      '?limit=2&after=MToy',
    ]);
  });

  test('sends nothing to another origin', async () => {
    const { client, requests } = clientOf([ok([homer], { link: '<https://evil.example/>; rel="next"' })]);
    await expect(collect(client.users())).rejects.toThrow('another origin');
    expect(requests).toHaveLength(1);
  });

  test('pages come as arrays', async () => {
    const pages: DirectoryUser[][] = [];
    for await (const page of clientOf([ok([homer], link), ok([])]).client.pages()) pages.push(page);
    expect(pages).toEqual([[homer], []]);
  });
});

describe('an answer that is no success', () => {
  test('rejects with its code, its rules and its request, and in its own words', async () => {
    const errors = [{ parameter: 'email', detail: 'is required' }];
    const { client } = clientOf([problem(400, 'invalid-request', {}, { errors })]);
    const error = await client.search('').catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'invalid-request', status: 400, requestId: 'id-1' });
    expect(error).toMatchObject({ message: 'In words.', violations: errors });
  });

  test.each([
    [401, 'Unauthorized', 'unauthorized'],
    [403, 'Forbidden', 'forbidden'],
    [413, 'Request Entity Too Large', 'request-entity-too-large'],
    [500, 'Internal Server Error', 'internal-server-error'],
  ])("has a code when it is API Gateway's own: %d %s", async (status, message, code) => {
    const { client, requests } = clientOf([gateway(status, message)]);
    await expect(client.search('a@b')).rejects.toMatchObject({ code, status, message });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['a newer problem', () => problem(422, 'something-new')],
    ['a page of a proxy', () => new Response('<html>', { status: 502 })],
    ['JSON that is no object', () => new Response('null', { status: 500 })],
  ])('is unknown when it is %s', async (_case, reply) => {
    const { client } = clientOf([reply()]);
    await expect(client.search('a@b')).rejects.toMatchObject({ code: 'unknown', name: 'ProblemError' });
  });
});

describe('a request is repeated', () => {
  test.each([
    [
      'while the database is out of reach',
      () => problem(503, 'database-unavailable', { 'retry-after': '5' }),
    ],
    ['while API Gateway throttles', () => gateway(429, 'Too Many Requests')],
    ['when API Gateway gave up waiting', () => gateway(503, 'Service Unavailable')],
    ['when the connection broke', () => new TypeError('fetch failed')],
    ['when the answer broke off', () => new Response('{"email":')],
  ])('%s', async (_case, reply) => {
    const { client, requests } = clientOf([reply(), reply(), ok(homer)]);
    expect(await settle(client.search('a@b'))).toEqual(homer);
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual(
      Array(3).fill('{"email":"a@b"}'),
    );
  });

  test('no sooner than Retry-After says', async () => {
    const { client, requests } = clientOf([
      problem(503, 'database-resuming', { 'retry-after': '5' }),
      ok(homer),
    ]);
    const found = client.search('a@b');
    await jest.advanceTimersByTimeAsync(4_999);
    expect(requests).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await found).toEqual(homer);
  });

  test('as often as `attempts` says, and then rejects with the last answer', async () => {
    const replies = [1, 2, 3, 4].map(() => gateway(429, 'Too Many Requests'));
    const { client, requests } = clientOf(replies, { attempts: 3 });
    expect(await settle(client.search('a@b'))).toMatchObject({ code: 'too-many-requests' });
    expect(requests).toHaveLength(3);
  });

  test('never beyond the time of the call: rejects at once when it would have to wait longer', async () => {
    const replies = [problem(503, 'database-resuming', { 'retry-after': '60' })];
    const { client } = clientOf(replies, { timeoutMs: 30_000 });
    await expect(client.search('a@b')).rejects.toMatchObject({ code: 'database-resuming', retryAfterS: 60 });
  });
});

describe('a signal', () => {
  test('ends a wait', async () => {
    const controller = new AbortController();
    const { client, requests } = clientOf([problem(503, 'database-resuming', { 'retry-after': '5' })]);
    const found = client.search('a@b', { signal: controller.signal });
    const rejection = expect(found).rejects.toThrow('enough');
    await jest.advanceTimersByTimeAsync(1_000);
    controller.abort(new Error('enough'));
    await rejection;
    expect(jest.getTimerCount()).toBe(0);
    expect(requests).toHaveLength(1);
  });

  test('reaches fetch, and is not taken for a broken connection', async () => {
    const controller = new AbortController();
    const { client, requests } = clientOf([
      () => {
        controller.abort(new Error('enough'));
        return Promise.reject(new TypeError('fetch failed'));
      },
    ]);
    await expect(client.search('a@b', { signal: controller.signal })).rejects.toThrow('enough');
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(requests).toHaveLength(1);
  });

  test('that is aborted already sends nothing', async () => {
    const { client, requests } = clientOf([]);
    await expect(collect(client.users({ signal: AbortSignal.abort() }))).rejects.toThrow('aborted');
    expect(requests).toHaveLength(0);
  });
});

test('an answer that never comes ends the call after its time', async () => {
  jest.useRealTimers();
  const fetch = ({ signal }: Request): Promise<Response> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const client = usersClient({ baseUrl: 'https://a.example', fetch, timeoutMs: 1 });
  await expect(client.search('a@b')).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('a fetch of aws4fetch signs every request, its body included', async () => {
  const aws = new AwsClient({
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'secret',
    service: 'execute-api',
    region: 'eu-central-1',
    retries: 0,
  });
  const signed: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    signed.push(await aws.sign(request));
    return ok(homer);
  };
  const client = usersClient({ baseUrl: 'https://a.execute-api.eu-central-1.amazonaws.com', fetch });
  await client.search('a@b');
  expect(signed[0]?.headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\//);
  expect(await signed[0]?.json()).toEqual({ email: 'a@b' });
});

test('a base URL that is none is refused', () => {
  expect(() => usersClient({ baseUrl: 'directory' })).toThrow('Invalid URL');
});
