import { expect, test } from '@jest/globals';
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { toPublicError } from './toPublicError.ts';

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
