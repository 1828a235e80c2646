import { expect, test } from '@jest/globals';
import { explainErrors } from './explainErrors.ts';

const failWith = (error: Error, properties: object) => () => Promise.reject(Object.assign(error, properties));

test.each([
  [
    failWith(new Error('not authorized to perform: lambda:GetFunction'), {
      name: 'AccessDeniedException',
      $fault: 'client',
      $metadata: { requestId: 'r-1' },
    }),
    'AccessDeniedException: not authorized to perform: lambda:GetFunction (AWS request r-1)',
  ],
  [
    failWith(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    }),
    expect.stringContaining('Could not load credentials from any providers'),
  ],
  [
    failWith(new Error('getaddrinfo ENOTFOUND ecr.nosuch'), { code: 'ENOTFOUND' }),
    'ENOTFOUND: the network or this machine refused: getaddrinfo ENOTFOUND ecr.nosuch.',
  ],
])('explains in one sentence what is not our fault', async (work, sentence) => {
  await expect(explainErrors(work)).rejects.toMatchObject({ name: 'UserError', message: sentence });
});

test.each([
  new TypeError('x is not a function'),
  Object.assign(new TypeError('Value of "this" must be of type Performance.'), { code: 'ERR_INVALID_THIS' }),
])('leaves a bug as it is: %s', async (bug) => {
  await expect(explainErrors(() => Promise.reject(bug))).rejects.toBe(bug);
});
