// The line of `--log`.
import { expect, test } from '@jest/globals';
import type { CompletedCall } from '../http/completedCall.ts';
import { describeCall } from './describeCall.ts';

const call: CompletedCall = { operation: 'ExecuteStatement', isAnswered: true, durationMs: 1.26 };
const failed = (message: string) =>
  describeCall({ ...call, error: { name: 'DatabaseErrorException', message } }, false).trim();

test.each<[string, Partial<CompletedCall>, string]>([
  [
    'a query',
    { sql: 'SELECT id\nFROM users WHERE email = :email AND age > 30', rows: 1 },
    '1 row  SELECT id FROM users WHERE email = :email AND age > ?',
  ],
  [
    'a statement',
    { sql: "DELETE FROM users WHERE name = 'Homer'", rows: 2 },
    '2 rows  DELETE FROM users WHERE name = ?',
  ],
  ['a fault without an answer', { fault: 'hang', isAnswered: false }, 'fault hang  no answer'],
  [
    'an error without a message',
    { error: { name: 'DatabaseUnavailableException', message: '' }, sql: 'SELECT 1' },
    'DatabaseUnavailableException  SELECT ?',
  ],
])('describes %s in one line', (_name, more, text) => {
  expect(describeCall({ ...call, ...more }, false)).toBe(`ExecuteStatement  1.3 ms  ${text}\n`);
});

test.each([
  [
    "Duplicate entry 'o'hara@x.com' for key 'email'; Error code: 1062",
    "Duplicate entry ? for key 'email'; Error code: 1062",
  ],
  [
    "Incorrect string value: '\\xE3e' for column 'id' at row 1; Error",
    "Incorrect string value: ? for column 'id' at row 1; Error",
  ],
  ["Truncated incorrect DOUBLE value: 'homer'; Error", 'Truncated incorrect DOUBLE value: ?; Error'],
  [
    "syntax to use near 'FORM users WHERE a = 'x'' at line 1; Error",
    "syntax to use near 'FORM users WHERE a = ?' at line 1; Error",
  ],
  ["Unknown column 'emial' in 'field list'", "Unknown column 'emial' in 'field list'"],
])('shows no value of the message %j', (message, shown) => {
  expect(failed(message)).toBe(`ExecuteStatement  1.3 ms  DatabaseErrorException: ${shown}`);
});

test('keeps what a client sent from breaking the line or steering the terminal', () => {
  const line = describeCall(
    { ...call, operation: 'POST /\u001b[2J\r\n', sql: 'SELECT\u0007 `a\nb\u001b[31m`' },
    false,
  );
  expect(line).toBe('POST / [2J   1.3 ms  SELECT  `a b [31m`\n');
});

test('cuts SQL text of more than 300 characters', () => {
  const line = describeCall({ ...call, sql: `SELECT ${'a'.repeat(400)}` }, false);
  expect(line).toBe(`ExecuteStatement  1.3 ms  SELECT ${'a'.repeat(293)}…\n`);
});

test('shows an error in red where there are colours', () => {
  const error = { name: 'ValidationException', message: 'no' };
  expect(describeCall({ ...call, error }, true)).toBe(
    'ExecuteStatement  1.3 ms  \u001b[31mValidationException: no\u001b[39m\n',
  );
});
