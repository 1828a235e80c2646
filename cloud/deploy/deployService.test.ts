import { expect, test } from '@jest/globals';
import { UserError } from '#tools/userError.ts';
import { deployService } from './deployService.ts';
import { fake } from './fakes.ts';
import type { Options } from './options.ts';

const options: Options = { stage: 'dev', region: 'eu-central-1' };
const parameters = { architecture: 'arm64', baseImage: 'base' } as const;

test('goes from images to stack to migrations to a request, and returns the URL', async () => {
  const surroundings = fake();
  expect(await deployService(options, parameters, surroundings)).toBe('https://api.example.com');
  expect(surroundings.calls).toEqual([
    'applyStack users-dev-images',
    'login',
    'build getUsers linux/arm64',
    'build migrate linux/arm64',
    'deploy {"GET_USERS_IMAGE":"host/users-dev/get-users@sha256:tag-of-getUsers",' +
      '"MIGRATE_IMAGE":"host/users-dev/migrate@sha256:tag-of-migrate"}',
    'invoke users-dev-migrate',
    'get https://api.example.com/users?limit=1',
  ]);
});

test('builds nothing and deploys the same images when nothing has changed', async () => {
  const surroundings = fake();
  await deployService(options, parameters, surroundings);
  const first = surroundings.calls.splice(0).find((call) => call.startsWith('deploy'));
  await deployService(options, parameters, surroundings);
  expect(surroundings.calls.filter((call) => /^(login|build)/.test(call))).toEqual([]);
  expect(surroundings.calls).toContain(first);
});

test('fails with the reason of a failed migration, and asks no more', async () => {
  const reason = 'users-dev-migrate failed: MigrationRefused: 0001.sql was changed after it was applied.';
  const invoke = () => Promise.reject(new UserError(reason));
  const surroundings = fake({ cloud: { invoke } });
  await expect(deployService(options, parameters, surroundings)).rejects.toThrow(reason);
  expect(surroundings.calls.some((call) => call.startsWith('get'))).toBe(false);
});

test.each([403, 500, 503])('fails when the API answers %i', async (status) => {
  await expect(deployService(options, parameters, fake({ status }))).rejects.toThrow(
    `GET https://api.example.com/users?limit=1 answered ${status} instead of 200.`,
  );
});

test('wants a JWT authorizer to refuse the signature, and asks the function directly', async () => {
  const outputs = { HttpApiUrl: 'https://api.example.com', Authorization: 'jwt' };
  const surroundings = fake({ outputs, status: 401 });
  await deployService(options, parameters, surroundings);
  expect(surroundings.calls.at(-1)).toBe('invoke users-dev-getUsers:live');
  await expect(deployService(options, parameters, fake({ outputs, status: 200 }))).rejects.toThrow(
    'instead of 401',
  );
});

test('builds for the architecture of the functions', async () => {
  const surroundings = fake();
  await deployService(options, { ...parameters, architecture: 'x86_64' }, surroundings);
  expect(surroundings.calls).toContain('build migrate linux/amd64');
});
