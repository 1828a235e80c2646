// Validation messages in the form of AWS services.
import { describe, expect, test } from '@jest/globals';
import { databaseName, endMembers, readMembers } from './readMembers.ts';

const arn = 'arn:aws:rds:eu-central-1:123456789012:cluster:users';
const problem = (body: unknown) => {
  try {
    return readMembers(body, endMembers);
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
};

describe('readMembers', () => {
  test('returns a valid request, with members it does not know', () => {
    const request = { resourceArn: arn, secretArn: arn, transactionId: 'a', other: 1 };
    expect(readMembers(request, endMembers)).toEqual(request);
  });

  test('names every missing member at once', () => {
    expect(problem({ resourceArn: arn, transactionId: null })).toEqual({
      name: 'ValidationException',
      message:
        "2 validation errors detected: Value null at 'secretArn' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'transactionId' failed to satisfy constraint: Member must not be null",
    });
  });

  test('holds strings to their lengths', () => {
    expect(problem({ resourceArn: 'short', secretArn: arn, transactionId: 'a' })).toEqual({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'short' at 'resourceArn' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 11',
    });
    const name = (length: number) => () =>
      readMembers({ database: 'x'.repeat(length) }, { database: databaseName });
    expect(name(64)).not.toThrow();
    expect(name(65)).toThrow(
      /^1 validation error detected: Value 'x+' at 'database' failed to satisfy constraint: /,
    );
    expect(name(201)).toThrow(
      /^1 validation error detected: Value at 'database' failed to satisfy constraint: Member must have length less than or equal to 64$/,
    );
  });

  test('holds enumerations to their values', () => {
    const members = { formatRecordsAs: { type: 'string', values: ['NONE', 'JSON'] } } as const;
    expect(() => readMembers({ formatRecordsAs: 'XML' }, members)).toThrow(
      "Value 'XML' at 'formatRecordsAs' failed to satisfy constraint: Member must satisfy enum value set: [NONE, JSON]",
    );
  });

  test.each([[[]], ['text'], [1], [null]])('refuses %j as a request', (body) => {
    expect(problem(body)).toMatchObject({ name: 'SerializationException' });
  });

  test('refuses a member of another type', () => {
    expect(problem({ resourceArn: 1, secretArn: arn, transactionId: 'a' })).toEqual({
      name: 'SerializationException',
      message: 'resourceArn: number can not be converted to string',
    });
  });
});
