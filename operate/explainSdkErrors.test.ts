import { expect, test } from '@jest/globals';
import { explainSdkErrors } from './explainSdkErrors.ts';

const failing = (error: Error, members: object) => () => Promise.reject(Object.assign(error, members));

test('says what to do when the cloud has gone', async () => {
  const error = failing(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
    $metadata: {},
    code: 'ECONNREFUSED',
  });
  await expect(explainSdkErrors(error)).rejects.toMatchObject({
    name: 'UserError',
    message:
      'The cloud does not answer (connect ECONNREFUSED 127.0.0.1:1). Once it runs again, the same command goes on.',
  });
});

test('names what a service refuses', async () => {
  const error = failing(new Error('Not yours.'), { $metadata: {}, name: 'AccessDenied' });
  await expect(explainSdkErrors(error)).rejects.toMatchObject({ message: 'AccessDenied: Not yours.' });
});

test('leaves a bug as it is', async () => {
  await expect(explainSdkErrors(failing(new TypeError('x'), {}))).rejects.toBeInstanceOf(TypeError);
});
