// The answers of the HTTP API, wherever it runs: on serverless-offline and as images.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { people } from '#tests/support/people.ts';
import { createRefusals, describeRefusal, findRefusalFaults, toInit } from '#verify/contract/refusals.ts';

/** A running API. */
export type Target = {
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Returns everything that its functions have printed so far. */
  output(): Promise<string>;
};

/** The output once it contains `text`: a line may arrive after the answer of its request. */
const outputWith = async ({ output }: Target, text: string): Promise<string> => {
  while (true) {
    const printed = await output();
    if (printed.includes(text)) return printed;
    await sleep(100);
  }
};

export const apiCases = (target: () => Target): void => {
  const request: Target['request'] = (path, init) => target().request(path, init);
  const problem = async (path: string, init?: RequestInit) => {
    const response = await request(path, init);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body = (await response.json()) as { requestId: string };
    return { status: response.status, body, headers: response.headers };
  };

  describe('GET /users', () => {
    test('returns the people of the seed, byte for byte as the tutorial service did', async () => {
      const response = await request('/users');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.text()).toBe(JSON.stringify(people));
    });

    test('pages by Link headers', async () => {
      const seen: unknown[] = [];
      for (let path: string | undefined = '/users?limit=2'; path; ) {
        const response: Response = await request(path);
        seen.push(...((await response.json()) as unknown[]));
        const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
        path = next && `/users${next}`;
      }
      expect(seen).toEqual(people);
    });
  });

  describe('GET /search', () => {
    test.each(['homer%40thesimpsons.com', 'Homer@TheSimpsons.com', '%20homer@thesimpsons.com+'])(
      'returns the user as stored for %s',
      async (email) => {
        const response = await request(`/search?email=${email}`);
        expect(response.status).toBe(200);
        expect(await response.json()).toEqual(people[0]);
      },
    );
  });

  describe('POST /search', () => {
    const post = (body: string, type = 'application/json'): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

    test.each(['application/json', 'application/json; charset=utf-8'])(
      'returns the user as stored for %s',
      async (type) => {
        const response = await request('/search', post('{"email":" Homer@TheSimpsons.com"}', type));
        expect(response.status).toBe(200);
        expect(await response.json()).toEqual(people[0]);
      },
    );
  });

  const refusals = createRefusals(people[0]?.email as string);
  test.each(refusals.map((refusal) => [describeRefusal(refusal), refusal] as const))(
    '%s is refused as the documents say',
    async (_title, refusal) => {
      expect(await findRefusalFaults(refusal, await request(refusal.path, toInit(refusal)))).toEqual([]);
    },
  );

  test.each(['/users', '/search?email=homer@thesimpsons.com'])(
    'HEAD %s answers as GET, without a body',
    async (path) => {
      const [head, get] = [await request(path, { method: 'HEAD' }), await request(path)];
      expect(head.status).toBe(200);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
      expect(await head.text()).toBe('');
    },
  );

  test('logs one JSON line a request, without addresses, numbers or query strings', async () => {
    await request('/search?email=homer@thesimpsons.com');
    await request('/search?email=canary-without-at');
    const { body } = await problem('/search?email=canary@example.com');
    const output = await outputWith(target(), body.requestId);
    const lines = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      // The seed came as a batch of events, and a batch has counts for a status.
      expect(line).toMatchObject({
        requestId: expect.any(String),
        route: expect.any(String),
        [line.records === undefined ? 'status' : 'applied']: expect.any(Number),
      });
      expect(JSON.stringify(line)).not.toMatch(/canary|homer|888 123|email=/);
    }
  });
};
