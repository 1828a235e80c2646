import { expect, test } from '@jest/globals';
import { describeLogLine } from './describeLogLine.ts';

const time = '2026-12-01T14:16:02.123Z';
const clock = new Date(time).toLocaleTimeString('en-GB');
const requestId = '0c001da3-ce31-4349-a815-f544b63b1dc1';
const plain = (_colour: unknown, text: string) => text;
const describe = (line: object): string =>
  describeLogLine(JSON.stringify({ time, version: 'local', level: 'info', requestId, ...line }), plain);

test('a request has its route, status and duration', () => {
  expect(describe({ route: 'GET /users', status: 200, durationMs: 48 })).toBe(
    `${clock}  GET /users  200  48 ms`,
  );
});

test('a failed request has its code, its causes and the command that shows it', () => {
  const failed = { level: 'error', route: 'GET /search', status: 503, errorCode: 'DatabaseUnavailable' };
  const line = describe({
    ...failed,
    durationMs: 2_003,
    cause: ['ThrottlingException', 'MySQL 1146: no table'],
  });
  expect(line.split('\n')).toEqual([
    `${clock}  GET /search  503 DatabaseUnavailable  2,003 ms`,
    '          ThrottlingException',
    '          MySQL 1146: no table',
    `          npm run trace -- ${requestId}`,
  ]);
});

test('a batch has the counts that are more than zero', () => {
  const batch = {
    route: 'users-dev-syncUsers',
    durationMs: 156,
    records: 5,
    applied: 5,
    stale: 0,
    failed: 0,
  };
  expect(describe(batch)).toBe(`${clock}  syncUsers  ok  records 5  applied 5  156 ms`);
});

test('an import has its state and the rules that rows broke', () => {
  const violations = { 'email must contain an @': 1_200 };
  const line = describe({
    level: 'warn',
    route: 'users-dev-importUsers',
    state: 'done',
    read: 4_000,
    violations,
  });
  expect(line.split('\n').slice(0, 2)).toEqual([
    `${clock}  importUsers  done  read 4,000`,
    '          1,200 × email must contain an @',
  ]);
});

test('counts of a function of its own are told', () => {
  const purge = {
    route: 'users-dev-purgeUsers',
    status: 200,
    durationMs: 9,
    counts: { deletedTombstones: 3 },
  };
  expect(describe(purge)).toBe(`${clock}  purgeUsers  200  deletedTombstones 3  9 ms`);
});

test.each(['', 'a text', '{"a":1}', '{broken', '{"time":"x","level":"loud"}'])(
  '%j stays as it is',
  (text) => {
    expect(describeLogLine(text, plain)).toBe(text);
  },
);

test('the level is seen by its colour', () => {
  const line = JSON.stringify({ time, level: 'error', route: 'GET /users', status: 500 });
  expect(describeLogLine(line, (colour, text) => `<${colour}>${text}`)).toContain('<red>500');
});
