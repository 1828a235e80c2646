import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { explainCredentials, explainErrors } from './explainErrors.ts';

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

let HOME: string;
beforeEach(() => {
  HOME = mkdtempSync(join(tmpdir(), 'users-service-home-'));
  mkdirSync(join(HOME, '.aws'));
  writeFileSync(join(HOME, '.aws/config'), '[default]\nregion = x\n\n[profile mine]\nregion = x\n');
});
afterEach(() => rmSync(HOME, { recursive: true }));

test('no profile and no keys are named as that', () => {
  expect(explainCredentials('none found', { HOME })).toBe(
    'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (none found).',
  );
});

test('an unknown profile is named, with the files that lack it', () => {
  expect(explainCredentials('none found', { HOME, AWS_PROFILE: 'min' })).toBe(
    `There is no profile "min", which AWS_PROFILE names, in ${HOME}/.aws/config or ${HOME}/.aws/credentials.`,
  );
});

test('a profile without credentials is told from an unknown one', () => {
  expect(explainCredentials('SSO has expired.', { HOME, AWS_PROFILE: 'mine' })).toBe(
    'The profile "mine" gives no AWS credentials: SSO has expired.',
  );
});
