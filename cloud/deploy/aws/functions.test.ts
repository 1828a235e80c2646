import { expect, test } from '@jest/globals';
import { describeFailure } from './functions.ts';

const refused = { errorType: 'MigrationRefused', errorMessage: '0003.sql was rejected by the database.' };

test('names error, cause, request and log group', () => {
  const line = JSON.stringify({
    level: 'error',
    errorCode: 'DatabaseUnavailable',
    cause: ['transient: Error ECONNREFUSED'],
  });
  const tail = `START RequestId: r-1 Version: $LATEST\n${line}\nEND RequestId: r-1\n`;
  expect(describeFailure('users-dev-migrate', 'r-1', refused, tail)).toBe(
    [
      'users-dev-migrate failed: MigrationRefused: 0003.sql was rejected by the database.',
      '  cause       transient: Error ECONNREFUSED',
      '  request     r-1',
      '  log group   /aws/lambda/users-dev-migrate',
    ].join('\n'),
  );
});

test.each(['', 'cut off in the middle of {"level":"err', '"text"\nnull\n[]'])(
  'names no cause where none was logged (%j), and leaves the alias out of the log group',
  (tail) => {
    const text = describeFailure('users-dev-getUsers:live', undefined, refused, tail);
    expect(text).not.toContain('cause');
    expect(text).toContain('/aws/lambda/users-dev-getUsers');
    expect(text).not.toContain('/aws/lambda/users-dev-getUsers:live');
  },
);
