import type { IncomingMessage } from 'node:http';
import { expect, jest, test } from '@jest/globals';
import { FunctionError } from './functionError.ts';
import { createLambdaApi, type LambdaApiOptions } from './lambdaApi.ts';

const invoke = jest.fn<LambdaApiOptions['invoke']>();
const answer = createLambdaApi({ has: (name) => name === 'users-dev-migrate', invoke });

const send = (
  body: string,
  {
    name = 'users-dev-migrate',
    method = 'POST',
    type,
  }: { name?: string; method?: string; type?: string } = {},
) => {
  const url = `/2015-03-31/functions/${name}/invocations`;
  const headers = type ? { 'x-amz-invocation-type': type } : {};
  return answer({ method, url, headers } as unknown as IncomingMessage, Buffer.from(body));
};

test('returns the result of a function', async () => {
  invoke.mockResolvedValueOnce('{"applied":[]}');
  const { status, headers, body } = await send('{"a":1}');
  expect({ status, body }).toEqual({ status: 200, body: '{"applied":[]}' });
  expect(headers).not.toHaveProperty('x-amz-function-error');
  expect(invoke).toHaveBeenLastCalledWith('users-dev-migrate', { a: 1 }, expect.anything());
});

test('an event that is not given is {}', async () => {
  invoke.mockResolvedValueOnce('null');
  expect((await send('')).body).toBe('null');
  expect(invoke).toHaveBeenLastCalledWith('users-dev-migrate', {}, expect.anything());
});

test('answers a failure with 200, a header and the name of the error, without its stack', async () => {
  const failure = { errorType: 'UserNotFound', errorMessage: 'User not found.', stack: 'at secret' };
  invoke.mockRejectedValueOnce(new FunctionError(failure));
  const { status, headers, body } = await send('{}');
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'x-amz-function-error': 'Unhandled' });
  expect(body).toBe('{"errorType":"UserNotFound","errorMessage":"User not found."}');
});

test('answers an Event before the function has ended, whatever becomes of it', async () => {
  invoke.mockRejectedValueOnce(new FunctionError({ errorType: 'E', errorMessage: 'm', stack: '' }));
  expect(await send('{}', { type: 'Event' })).toEqual({ status: 202, headers: {}, body: '' });
});

test('a DryRun invokes nothing', async () => {
  invoke.mockClear();
  expect((await send('{}', { type: 'DryRun' })).status).toBe(204);
  expect(invoke).not.toHaveBeenCalled();
});

test.each([
  ['an unknown function', '{}', { name: 'nosuch' }, 404, 'ResourceNotFoundException'],
  [
    'a payload that is nested too deep',
    '['.repeat(20_000) + ']'.repeat(20_000),
    {},
    400,
    'InvalidRequestContentException',
  ],
  ['a payload that is not JSON', '{', {}, 400, 'InvalidRequestContentException'],
  ['an unknown invocation type', '{}', { type: 'Later' }, 400, 'InvalidParameterValueException'],
  ['another method', '{}', { method: 'GET' }, 404, 'UnknownOperationException'],
  ['another path', '{}', { name: 'a/b' }, 404, 'UnknownOperationException'],
])('refuses %s by name', async (_what, body, options, status, type) => {
  invoke.mockClear();
  const refused = await send(body, options);
  expect(refused.status).toBe(status);
  expect(refused.headers).toMatchObject({ 'x-amzn-errortype': type });
  expect(JSON.parse(String(refused.body))).toEqual({ Type: 'User', Message: expect.any(String) });
  expect(invoke).not.toHaveBeenCalled();
});

test('names the request by the id that the function has in its context', async () => {
  invoke.mockResolvedValueOnce('null');
  const { headers } = await send('{}');
  expect(invoke).toHaveBeenLastCalledWith(
    'users-dev-migrate',
    {},
    {
      requestId: String(headers['x-amzn-requestid']),
    },
  );
});

test('answers 429 when all environments of the function are busy', async () => {
  const failure = { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded', stack: '' };
  invoke.mockRejectedValueOnce(new FunctionError(failure));
  const { status, headers } = await send('{}');
  expect({ status, type: headers['x-amzn-errortype'] }).toEqual({
    status: 429,
    type: 'TooManyRequestsException',
  });
});
