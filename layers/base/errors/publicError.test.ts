import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import {
  catalogue,
  createInvalidRequest,
  type ErrorCode,
  PublicError,
  parseInput,
  problemType,
} from './publicError.ts';

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

const schema = z.object(
  { id: z.string('must be a string'), data: z.object({ email: z.string('is required') }) },
  { error: 'must be an object' },
);

const refusalOf = (input: unknown): unknown => {
  try {
    return parseInput(schema, input);
  } catch (error) {
    return error;
  }
};

test('returns what the schema made of the input', () => {
  expect(parseInput(schema, { id: '1', data: { email: 'a@b' }, more: 1 })).toEqual({
    id: '1',
    data: { email: 'a@b' },
  });
});

test('names a parameter by its path, and every rule that is broken', () => {
  expect(refusalOf({ id: 1, data: {} })).toMatchObject({
    name: 'InvalidRequest',
    message: 'id must be a string; data.email is required.',
    violations: [
      { parameter: 'id', detail: 'must be a string' },
      { parameter: 'data.email', detail: 'is required' },
    ],
  });
});

test('names members that a strict schema does not know, but no text that may be data', () => {
  const strict = z.object({ data: z.strictObject({}, { error: 'is unknown' }) });
  const refused = () => parseInput(strict, { data: { dryRun: 1, 'homer@x.co': 1, 'marge@x.co': 1 } });
  expect(refused).toThrow('data.dryRun is unknown; a member is unknown.');
});

test('names the request when all of it is wrong', () => {
  expect(refusalOf('text')).toMatchObject({ message: 'request must be an object.' });
});

test('takes rules that no schema knows', () => {
  expect(createInvalidRequest([{ parameter: 'time', detail: 'is late' }])).toMatchObject({
    name: 'InvalidRequest',
    message: 'time is late.',
    violations: [{ parameter: 'time', detail: 'is late' }],
  });
});
