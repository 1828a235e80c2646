import { expect, test } from '@jest/globals';
import { catalogue, type ErrorCode, problemType } from './catalogue.ts';
import { PublicError } from './publicError.ts';

const codes = Object.keys(catalogue) as ErrorCode[];

test.each(codes)('%s has its code for a name, and the sentence of the catalogue', (code) => {
  const error = new PublicError(code);
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.constructor.name]).toEqual([code, code]);
  expect(error.message).toBe(catalogue[code].detail);
  expect(error.violations).toEqual([]);
  expect(error.cause).toBeUndefined();
});

test('may have a sentence, violations and a cause of its own', () => {
  const violations = [{ parameter: 'email', detail: 'is required' }];
  const cause = new Error('x');
  const error = new PublicError('InvalidRequest', { detail: 'email is required.', violations, cause });
  expect(error).toMatchObject({ message: 'email is required.', violations, cause });
});

test('every sentence of the catalogue ends as one, and every title begins as one', () => {
  for (const { detail, title } of Object.values(catalogue)) {
    expect(detail).toMatch(/^[A-Z].+\.$/);
    expect(title).toMatch(/^[A-Z][a-z ]+$/);
  }
});

test('what the caller can mend is a warning, everything else an error', () => {
  const codesOf = (level: string) => codes.filter((code) => catalogue[code].level === level);
  expect(codesOf('warn')).toEqual([
    'InvalidRequest',
    'UserNotFound',
    'MethodNotAllowed',
    'MigrationRefused',
    'ContentTooLarge',
    'UnsupportedMediaType',
  ]);
  expect(codesOf('error')).toEqual([
    'ExportUnfinished',
    'InternalError',
    'DatabaseUnavailable',
    'BucketUnavailable',
    'DatabaseResuming',
  ]);
});

test.each([
  ['UserNotFound', 'urn:problem-type:users-service:user-not-found'],
  ['InternalError', 'urn:problem-type:users-service:internal-error'],
] as const)('%s is of the type %s', (code, type) => {
  expect(problemType(code)).toBe(type);
});
