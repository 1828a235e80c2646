import { afterEach, expect, jest, test } from '@jest/globals';
import { errorName, writeLogLine } from './logger.ts';

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  delete process.env.SERVICE_VERSION;
});

const line = { level: 'info', requestId: 'r', route: 'GET /users', status: 200, durationMs: 3 } as const;

/** Writes the line on 24 November 2026 and returns what went to stdout. */
const write = (): unknown[] => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 24) });
  const written: unknown[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) > 0);
  writeLogLine(line);
  return written;
};

test('writes one line of JSON, with the time, in one write', () => {
  expect(write()).toEqual([
    '{"time":"2026-11-24T00:00:00.000Z","level":"info","requestId":"r","route":"GET /users","status":200,"durationMs":3}\n',
  ]);
});

test('writes the version that the environment names', () => {
  process.env.SERVICE_VERSION = 'tag-1';
  expect(JSON.parse(String(write()[0]))).toEqual({
    time: '2026-11-24T00:00:00.000Z',
    version: 'tag-1',
    ...line,
  });
});

test.each(['TypeError', '$ZodError', 'DatabaseErrorException', 'E', 'x'.repeat(64)])('keeps %s', (name) => {
  expect(errorName({ name })).toBe(name);
});

test.each([
  'homer@thesimpsons.com',
  '+1 888 123 1111',
  '18881231111',
  '',
  ' Error',
  'Error ',
  'x'.repeat(65),
  7,
  null,
  undefined,
])('keeps nothing of %j', (name) => {
  expect(errorName({ name })).toBe('Unknown');
});

test.each([undefined, null, 'text', 7])('finds no name in %j', (thrown) => {
  expect(errorName(thrown)).toBe('Unknown');
});
