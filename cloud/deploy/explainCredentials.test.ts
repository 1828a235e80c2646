import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { explainCredentials } from './explainCredentials.ts';

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
