import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { createInvalidRequest, parseInput } from './invalidRequest.ts';

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
