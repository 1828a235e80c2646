// Compression by the pipeline around a use case of its own.

import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { chooseEncoding, minCompressedBytes } from './compressBody.ts';
import { createHandler } from './createHandler.ts';
import type { HttpResponse } from './respond.ts';

type Serve = () => string;
const schema = { request: z.object({}), response: (body: string) => body };
const useCase: UseCase<unknown, string, Serve> = (serve) => async () => ({ body: serve() });

const ask = async (serve: Serve, acceptEncoding?: string, method = 'GET'): Promise<HttpResponse> => {
  const handler = createHandler(schema, useCase, () => serve, { log: () => {}, now: () => 0 });
  const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  return (await handler({ ...httpEvent('/hello', '', method), headers }, lambdaContext())) as HttpResponse;
};

/** A text whose JSON is that many bytes long, and half as many characters. */
const textOf = (bytes: number): string => 'ü'.repeat((bytes - 2) / 2);
const long = textOf(10_000);
const serveLong = () => long;
const fail = () => {
  throw new PublicError('MigrationRefused', { detail: long });
};

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('compresses a long body with %s', async (encoding, decompress) => {
  const { headers, body, isBase64Encoded } = await ask(serveLong, encoding);
  expect([headers['content-encoding'], isBase64Encoded]).toEqual([encoding, true]);
  const bytes = Buffer.from(body, 'base64');
  expect(bytes.byteLength).toBeLessThan(1_000);
  expect(JSON.parse(decompress(bytes).toString())).toBe(long);
});

test('compresses with brotli quickly, at quality 4, told the size', async () => {
  const text = Array.from({ length: 2_000 }, (_, index) => `person-${index * index}@example.com`).join();
  const json = Buffer.from(JSON.stringify(text));
  const compress = (quality: number) => {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
    const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: json.byteLength };
    return brotliCompressSync(json, { params }).toString('base64');
  };
  const { body } = await ask(() => text, 'br');
  expect(body).toBe(compress(4));
  expect(body).not.toBe(compress(11));
});

test.each(['br', 'gzip'])('HEAD announces the bytes that GET sends with %s', async (encoding) => {
  const get = await ask(serveLong, encoding);
  expect(await ask(serveLong, encoding, 'HEAD')).toEqual({
    statusCode: 200,
    headers: { ...get.headers, 'content-length': String(Buffer.from(get.body, 'base64').byteLength) },
    body: '',
  });
});

test.each([undefined, 'identity', 'gzip;q=0'])('sends the body as it is for %s', async (acceptEncoding) => {
  const { headers, body, isBase64Encoded } = await ask(serveLong, acceptEncoding);
  expect(headers).not.toHaveProperty('content-encoding');
  expect([JSON.parse(body), isBase64Encoded]).toEqual([long, undefined]);
});

test('counts the length in bytes, from 1 KB', async () => {
  const encodingOf = async (bytes: number) =>
    (await ask(() => textOf(bytes), 'br')).headers['content-encoding'];
  expect(await encodingOf(minCompressedBytes - 2)).toBeUndefined();
  expect(await encodingOf(minCompressedBytes)).toBe('br');
});

test('compresses a long problem', async () => {
  const { statusCode, headers, body } = await ask(fail, 'gzip');
  expect([statusCode, headers['content-encoding']]).toEqual([409, 'gzip']);
  expect(JSON.parse(gunzipSync(Buffer.from(body, 'base64')).toString())).toMatchObject({ detail: long });
});

test('every answer varies by Accept-Encoding, compressed or not', async () => {
  for (const serve of [serveLong, () => 'short', fail]) {
    expect((await ask(serve, 'br')).headers.vary).toBe('accept-encoding, origin');
    expect((await ask(serve)).headers.vary).toBe('accept-encoding, origin');
  }
});

test('a direct invocation gets the bare result', async () => {
  const handler = createHandler(schema, useCase, () => serveLong, { log: () => {}, now: () => 0 });
  expect(await handler({ headers: { 'accept-encoding': 'br' } }, lambdaContext())).toBe(long);
});

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['gzip ; q=0.4,br;Q=0.5', 'br'],
  ['*', 'br'],
  ['*, br;q=0', 'gzip'],
  ['gzip, *;q=0', 'gzip'],
  ['*;q=0.5, gzip', 'gzip'],
  ['identity, br', 'br'],
  ['identity;q=0.5, gzip;q=0.7', 'gzip'],
  ['identity;q=0, gzip;q=0.001', 'gzip'],
  ['br;q=2, gzip', 'gzip'],
  ['br;q=0.4, gzip ; q=0.5', 'gzip'],
  ['br;q=0.4, gzip;q=1', 'gzip'],
  ['br;q=0.4, gzip;q=1.000', 'gzip'],
])('%s chooses %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test.each([
  undefined,
  '',
  'identity',
  'deflate, zstd',
  'br;q=0, gzip;q=0.000',
  '*;q=0',
  'identity, gzip;q=0.5',
  'identity;q=0, *;q=0',
  'brotli',
  'gzip;q=1.5',
  'gzip;q=-1',
  'gzip;level=9',
  ';q=1',
  'x/br',
])('%s chooses none', (header) => {
  expect(chooseEncoding(header)).toBeUndefined();
});

test('never chooses a coding that the caller refuses, or did not name', () => {
  const coding = fc.constantFrom('br', 'gzip', 'identity', 'deflate');
  const weight = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(coding, weight), { selector: ([name]) => name }), (choices) => {
      const header = choices.map(([name, thousandths]) => `${name};q=${(thousandths / 1_000).toFixed(3)}`);
      const encoding = chooseEncoding(header.join(', '));
      const weights = new Map(choices);
      const best = Math.max(weights.get('br') ?? 0, weights.get('gzip') ?? 0);
      if (encoding) expect(weights.get(encoding)).toBe(best);
      expect(encoding !== undefined).toBe(best > 0 && best >= (weights.get('identity') ?? 0));
    }),
  );
});

test('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      expect(['br', 'gzip', undefined]).toContain(chooseEncoding(header));
    }),
  );
});
