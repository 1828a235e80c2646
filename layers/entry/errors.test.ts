import { expect, test } from '@jest/globals';
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import { ConfigError, PublicError } from '#layers/base/errors/publicError.ts';
import { describeCause, toPublicError } from './errors.ts';

test('keeps an error of the catalogue', () => {
  const error = new PublicError('UserNotFound');
  expect(toPublicError(error)).toBe(error);
});

test.each<[DatabaseErrorKind, string]>([
  ['resuming', 'DatabaseResuming'],
  ['throttled', 'DatabaseUnavailable'],
  ['deadlock', 'DatabaseUnavailable'],
  ['transient', 'DatabaseUnavailable'],
  ['timeout', 'DatabaseUnavailable'],
  ['misconfigured', 'DatabaseUnavailable'],
  ['rejected', 'InternalError'],
  ['resultTooLarge', 'InternalError'],
])('a DatabaseError of kind %s becomes %s', (kind, code) => {
  const cause = new DatabaseError(kind, 'X');
  expect(toPublicError(cause)).toMatchObject({ name: code, cause });
});

test.each([
  ['an Error', new Error('x')],
  ['an error that resembles a DatabaseError', Object.assign(new Error('x'), { kind: 'resuming' })],
  ['text', 'x'],
  ['nothing', undefined],
])('%s becomes InternalError', (_case, cause) => {
  expect(toPublicError(cause)).toMatchObject({ name: 'InternalError', cause });
});

test('tells what a DatabaseError and a ConfigError say', () => {
  expect(describeCause(new DatabaseError('timeout', 'DeadlineExceeded'))).toEqual([
    'timeout: DeadlineExceeded',
  ]);
  expect(describeCause(new ConfigError('Environment: A is required'))).toEqual([
    'Environment: A is required',
  ]);
});

test('looks below an error of the catalogue', () => {
  const cause = new DatabaseError('resuming', 'DatabaseResumingException');
  expect(describeCause(new PublicError('DatabaseResuming', { cause }))).toEqual([
    'resuming: DatabaseResumingException',
  ]);
  expect(describeCause(new PublicError('UserNotFound'))).toEqual([]);
});

test.each([undefined, null, 'homer@thesimpsons.com', { name: 'TypeError', message: 'x' }])(
  'knows nothing of %j',
  (thrown) => {
    expect(describeCause(thrown)).toEqual([]);
  },
);

test('names an unforeseen error and the first five places of its stack', () => {
  const [name, ...frames] = describeCause(new RangeError('homer@thesimpsons.com'));
  expect(name).toBe('RangeError');
  expect(frames).toHaveLength(5);
  expect(frames[0]).toMatch(/^at .*errors\.test\.ts:\d+:\d+\)?$/);
  for (const frame of frames) expect(frame).toMatch(/^at \S/);
});

class Custom extends Error {
  override readonly name = 'Custom';
}
const withCode = (message: string) => Object.assign(new TypeError(message), { code: 'ERR_X' });

test.each([
  ['an empty message', new Error('')],
  ['a class of its own', new Custom('a@b')],
  ['a message of several lines', new Error('a@b\nc@d\n')],
  ['a code', withCode('a@b')],
])('has places for an error with %s', (_case, error) => {
  expect(describeCause(error)[1]).toContain('errors.test.ts');
});

test.each([
  ['without a message', '', 'TypeError'],
  ["of Node's own errors", 'bad', 'TypeError [ERR_X]: bad'],
])('reads the header %s', (_case, message, header) => {
  const stack = `${header}\n    at f (/a.js:1:2)`;
  expect(describeCause(Object.assign(new TypeError(message), { stack }))).toEqual([
    'TypeError',
    'at f (/a.js:1:2)',
  ]);
});

test('has no places when the stack does not begin with a name', () => {
  const error = Object.assign(new Error('(a'), { stack: '(Error: a\n    at f (/a.js:1:2)' });
  expect(describeCause(error)).toEqual(['Error']);
});

test.each([
  ['a line of the message that looks like a place', 'x\n    at homer@thesimpsons.com:1:1'],
  ['a message that begins as a header', 'Error: homer@thesimpsons.com\n    at f'],
])('shows nothing of %s', (_case, message) => {
  expect(JSON.stringify(describeCause(new Error(message)))).not.toMatch(/homer|at f/);
});

test('has no places when the message is not the one in the stack', () => {
  const error = new Error('homer@thesimpsons.com');
  error.stack = `Error: homer@thesimpsons.com\n    at f (/a.js:1:2)`;
  error.message = 'hidden';
  expect(describeCause(error)).toEqual(['Error']);
});

test('has no places without a stack', () => {
  const error = new Error('x');
  delete error.stack;
  expect(describeCause(error)).toEqual(['Error']);
});
