import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DatabaseError, toDatabaseError } from './databaseError.ts';

const sdkError = (name: string, message = '', httpStatusCode?: number) =>
  Object.assign(new Error(message), {
    name,
    $metadata: httpStatusCode === undefined ? {} : { httpStatusCode },
  });

test.each([
  [
    'DatabaseResumingException',
    'The Aurora DB instance is resuming after being auto-paused.',
    400,
    'resuming',
  ],
  ['BadRequestException', 'Communications link failure', 400, 'resuming'],
  ['ThrottlingException', 'Rate exceeded', 400, 'throttled'],
  ['DatabaseErrorException', 'Too many connections; Error code: 1040; SQLState: 08004', 400, 'throttled'],
  ['DatabaseUnavailableException', '', 504, 'transient'],
  ['InternalServerErrorException', '', 500, 'transient'],
  ['ServiceUnavailableError', '', 503, 'transient'],
  ['DatabaseErrorException', 'Deadlock found; Error code: 1213; SQLState: 40001', 400, 'deadlock'],
  ['SyntaxError', 'Unexpected token <', 502, 'transient'],
  ['StatementTimeoutException', '', 400, 'timeout'],
  ['TimeoutError', 'The operation was aborted due to timeout', undefined, 'timeout'],
  ['AbortError', 'Request aborted', undefined, 'timeout'],
  [
    'BadRequestException',
    'Database returned more than the allowed response size limit',
    400,
    'resultTooLarge',
  ],
  ['UnsupportedResultException', 'The result contains the unsupported data type GEOMETRY', 400, 'rejected'],
  [
    'DatabaseErrorException',
    "Table 'users.directory' doesn't exist; Error code: 1146; SQLState: 42S02",
    400,
    'misconfigured',
  ],
  [
    'DatabaseErrorException',
    'You have an error in your SQL syntax; Error code: 1064; SQLState: 42000',
    400,
    'rejected',
  ],
  ['ValidationException', "Multistatements aren't supported.", 400, 'rejected'],
  [
    'DatabaseErrorException',
    'Access denied for user; Error code: 1045; SQLState: 28000',
    400,
    'misconfigured',
  ],
  ['AccessDeniedException', '', 403, 'misconfigured'],
  ['TooManyRequestsException', '', 429, 'throttled'],
  ['UnknownError', '', 429, 'throttled'],
  ['SyntaxError', 'Unexpected token <', 429, 'throttled'],
  ['UnknownError', '', 500, 'transient'],
  ['UnknownError', '', 499, 'misconfigured'],
  ['constructor', '', 400, 'misconfigured'],
  ['UnknownError', 'the file NOECONN is missing', undefined, 'misconfigured'],
  ['BadRequestException', 'Communications link failure; Error code: 0; SQLState: 08S01', 400, 'resuming'],
  ['Error', 'connect ECONNREFUSED 127.0.0.1:443', undefined, 'transient'],
  ['BadRequestException', '', 400, 'rejected'],
  ['InvalidSecretException', '', 400, 'misconfigured'],
  ['HttpEndpointNotEnabledException', '', 400, 'misconfigured'],
  ['CredentialsProviderError', 'Could not load credentials', undefined, 'misconfigured'],
])('takes %s (%s) for what it means', (name, message, status, kind) => {
  expect(toDatabaseError(sdkError(name, message, status)).kind).toBe(kind);
});

test.each([
  ['DatabaseResumingException', 'resuming'],
  ['ThrottlingException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['DatabaseUnavailableException', 'transient'],
  ['InternalServerErrorException', 'transient'],
  ['ServiceUnavailableError', 'transient'],
  ['StatementTimeoutException', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['AbortError', 'timeout'],
  ['UnsupportedResultException', 'rejected'],
  ['DatabaseErrorException', 'rejected'],
  ['BadRequestException', 'rejected'],
  ['ValidationException', 'rejected'],
])('takes %s for %s by its name alone', (name, kind) => {
  expect(toDatabaseError(sdkError(name)).kind).toBe(kind);
});

test('takes an answer that is not JSON for transient, whatever its status', () => {
  expect(toDatabaseError(sdkError('SyntaxError', 'Unexpected token <', 200)).kind).toBe('transient');
});

test.each([{ message: ['Row size too large'] }, { $metadata: { httpStatusCode: '503' } }])(
  'reads nothing from what is of another type: %j',
  (error) => {
    expect(toDatabaseError(error).kind).toBe('misconfigured');
  },
);

test.each([
  ['ETIMEDOUT', 'transient'],
  ['ERR_INVALID_ARG_TYPE', 'misconfigured'],
  ['NOECONNRESET', 'misconfigured'],
  ['E', 'misconfigured'],
])('takes the code %s for %s', (code, kind) => {
  expect(toDatabaseError(Object.assign(new Error('x'), { code })).kind).toBe(kind);
});

const errnos = {
  throttled: [1040, 1203, 1226],
  deadlock: [1213],
  transient: [
    ...[3, 5, 20, 23, 28, 1021, 1026, 1030, 1037, 1041, 1053, 1077, 1114, 1135, 1180],
    ...[1205, 1206, 1290, 1317, 1836, 1927, 3032, 3168, 3169, 3675],
  ],
  misconfigured: [1044, 1045, 1049, 1142, 1146],
  rejected: [1062, 1064],
};

test.each(Object.entries(errnos))('takes these error numbers of MySQL for %s: %j', (kind, numbers) => {
  for (const errno of numbers) {
    const error = sdkError('DatabaseErrorException', `x; Error code: ${errno}; SQLState: 00000`, 400);
    expect(toDatabaseError(error)).toMatchObject({ kind, errno });
  }
});

test.each([
  'Row size too large',
  'communications link failure',
  'resuming after being auto-paused',
  'ECONNRESET',
])('reads no kind from the text of an error that has a number: %s', (text) => {
  const message = `Duplicate entry '${text}@x.co' for key 'k'; Error code: 1062; SQLState: 23000`;
  expect(toDatabaseError(sdkError('DatabaseErrorException', message, 400)).kind).toBe('rejected');
});

test('takes a failed connection for transient', () => {
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']) {
    expect(toDatabaseError(Object.assign(new Error(), { code })).kind).toBe('transient');
    expect(toDatabaseError(Object.assign(new Error(), { code, name: 'TimeoutError' })).kind).toBe(
      'transient',
    );
  }
});

test.each([
  ["Duplicate entry 'homer@x.co' for key 'k'; Error code: 1062; SQLState: 23000", 1062],
  ["Database error code: 1062. Message: Duplicate entry 'homer@x.co' for key 'k'", 1062],
])('keeps the error number of %s, and nothing else of the text', (message, errno) => {
  const error = toDatabaseError(sdkError('DatabaseErrorException', message, 400));
  expect(error.errno).toBe(errno);
  expect(error.message).toBe(`DatabaseErrorException ${errno}`);
});

test.each([
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'Error ECONNREFUSED'],
  [Object.assign(new Error('x'), { code: 'ETIMEDOUT', name: 'TimeoutError' }), 'TimeoutError ETIMEDOUT'],
  [new Error('getaddrinfo ENOTFOUND rds-data.eu-central-1.amazonaws.com'), 'Error ENOTFOUND'],
  [Object.assign(new Error('EHOMER@X'), { code: 'EHOMER' }), 'Error'],
])('names what the network refused, and no other code: %s', (error, message) => {
  expect(toDatabaseError(error).message).toBe(message);
});

test('keeps a DatabaseError', () => {
  const error = new DatabaseError('timeout', 'DeadlineExceeded');
  expect(toDatabaseError(error)).toBe(error);
});

test('becomes a DatabaseError whose message is a name and a number, from anything thrown', () => {
  const kinds = [
    'resuming',
    'throttled',
    'transient',
    'timeout',
    'resultTooLarge',
    'rejected',
    'misconfigured',
  ];
  const strange = fc.record(
    { name: fc.anything(), message: fc.anything(), code: fc.anything(), $metadata: fc.anything() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), strange), (thrown) => {
      const error = toDatabaseError(thrown);
      expect(error.cause).toBe(thrown);
      expect(kinds).toContain(error.kind);
      expect(error.message).toMatch(/^[A-Za-z_$][\w$]{0,63}( \d+| E[A-Z_]+)?$/);
    }),
  );
});
