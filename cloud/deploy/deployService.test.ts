import { beforeEach, expect, test } from '@jest/globals';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { UserError } from '#tools/userError.ts';
import { deployService } from './deployService.ts';
import { FakeCloud } from './fakeCloud.ts';
import { createSteps } from './steps.ts';

const parametersWith = (given: object) => checkParameters(given, 'cloud/stages/dev.ts', 'eu-central-1');

let fake: FakeCloud;
beforeEach(() => {
  fake = new FakeCloud();
});

const planned = { pending: ['0003.sql'], later: [], pausesEvents: false };

const deploy = (changes = {}) => deployService(fake.deployment(changes));

/** Deploys once and forgets how. */
const arrange = async (): Promise<void> => {
  await deploy();
  fake.calls.splice(0);
};

test('creates images, stack and schema, sends a request, and returns the URL', async () => {
  expect(await deploy()).toBe('https://api.example.com');
  expect(fake.calls).toEqual([
    'apply users-dev-images',
    'build getUsers on public.ecr.aws/lambda/nodejs:24 for linux/arm64',
    'build migrate on public.ecr.aws/lambda/nodejs:24 for linux/arm64',
    'deploy users-dev',
    'invoke users-dev-migrate {"step":"all"}',
    'get https://api.example.com/users?limit=1',
  ]);
  expect(fake.stacks.get('users-dev')?.template).toEqual({
    GET_USERS_IMAGE: 'host/users-dev/get-users@sha256:tag-of-getUsers',
    GET_USERS_VERSION: 'tag-of-getUsers',
    MIGRATE_IMAGE: 'host/users-dev/migrate@sha256:tag-of-migrate',
    MIGRATE_VERSION: 'tag-of-migrate',
  });
});

test('builds and deploys nothing when nothing but the commit has changed', async () => {
  await arrange();
  expect(await deploy({ commit: 'c2' })).toBe('https://api.example.com');
  expect(fake.calls).toEqual([
    'apply users-dev-images',
    'invoke users-dev-migrate {"step":"plan"}',
    'invoke users-dev-migrate {"step":"all"}',
    'get https://api.example.com/users?limit=1',
  ]);
  expect(fake.stacks.get('users-dev')?.tags).toEqual({ commit: 'c1' });
});

test('applies a migration with its new image before the stack is updated', async () => {
  await arrange();
  fake.migrate = ({ step }) => (step === 'plan' ? planned : { applied: ['0003.sql'] });
  await deploy({ tagOf: async (name: string) => `new-tag-of-${name}` });
  expect(fake.calls.slice(-7)).toEqual([
    'build migrate on public.ecr.aws/lambda/nodejs:24 for linux/arm64',
    'replace image of users-dev-migrate',
    'invoke users-dev-migrate {"step":"plan"}',
    'invoke users-dev-migrate {"step":"schema"}',
    'deploy users-dev',
    'invoke users-dev-migrate {"step":"all"}',
    'get https://api.example.com/users?limit=1',
  ]);
});

test('leaves stack and API alone when a migration fails, and passes its reason on', async () => {
  await arrange();
  const reason = new UserError('users-dev-migrate failed: MigrationRefused: 0003.sql was rejected.');
  fake.migrate = ({ step }) => (step === 'plan' ? planned : reason);
  await expect(deploy({ tagOf: async (name: string) => `new-tag-of-${name}` })).rejects.toThrow(reason);
  expect(fake.calls).not.toContain('deploy users-dev');
  expect(fake.calls.at(-1)).toBe('invoke users-dev-migrate {"step":"schema"}');
});

test('disables event sources while a migration needs it, and enables them at the end', async () => {
  await arrange();
  fake.resources = [{ type: 'AWS::Lambda::EventSourceMapping', logicalId: 'People', physicalId: 'id-1' }];
  fake.eventSources.set('id-1', true);
  fake.migrate = ({ step }) =>
    step === 'plan' ? { ...planned, pausesEvents: true } : { applied: ['0003.sql'] };
  await deploy();
  expect(fake.calls.slice(1)).toEqual([
    'invoke users-dev-migrate {"step":"plan"}',
    'disable id-1',
    'invoke users-dev-migrate {"step":"schema"}',
    'invoke users-dev-migrate {"step":"all"}',
    'enable id-1',
    'get https://api.example.com/users?limit=1',
  ]);
});

test('enables event sources that the stack has created disabled', async () => {
  fake.resources = [{ type: 'AWS::Lambda::EventSourceMapping', logicalId: 'People', physicalId: 'id-1' }];
  await deploy();
  expect(fake.calls.slice(-3)).toEqual([
    'invoke users-dev-migrate {"step":"all"}',
    'enable id-1',
    'get https://api.example.com/users?limit=1',
  ]);
});

test.each([403, 500, 503])('fails when the API answers %i, naming request and log groups', async (status) => {
  const body = JSON.stringify({ title: 'Database unavailable', detail: 'x', requestId: 'function-1' });
  fake.answer = { status, requestId: 'api-1', body };
  await expect(deploy()).rejects.toThrow(
    `GET https://api.example.com/users?limit=1 answered ${status} instead of 200: ` +
      'Database unavailable, function request function-1\n' +
      '  API request api-1\n' +
      '  log groups  /aws/http-api/users-dev, /aws/lambda/users-dev-getUsers',
  );
});

test('asks the function directly where the caller may not call the API, and says how that is given', async () => {
  fake.answer = { status: 403, requestId: 'api-1', body: '{"message":"Forbidden"}' };
  const said: string[] = [];
  await deploy({ step: createSteps((line) => said.push(line), Date.now) });
  expect(fake.calls.at(-1)).toBe('invoke users-dev-getUsers:live {"limit":1}');
  expect(said.join('\n')).toContain('ApiId=api');
});

test('wants a JWT authorizer to refuse the signature, and asks the function directly', async () => {
  const jwt = { authorization: 'jwt', jwtIssuer: 'https://issuer.example', jwtAudience: 'users' };
  fake.answer = { status: 401, requestId: 'api-1', body: '{"message":"Unauthorized"}' };
  await deploy({ parameters: parametersWith(jwt) });
  expect(fake.calls.at(-1)).toBe('invoke users-dev-getUsers:live {"limit":1}');
  fake.answer = { status: 200, requestId: 'api-1', body: '[]' };
  await expect(deploy({ parameters: parametersWith(jwt) })).rejects.toThrow('answered 200 instead of 401');
});

test('builds on the base and for the architecture of the stage', async () => {
  await deploy({ parameters: parametersWith({ architecture: 'x86_64', baseImage: 'base:1' }) });
  expect(fake.calls).toContain('build migrate on base:1 for linux/amd64');
});

test('fails when the registry does not know what was pushed', async () => {
  const docker = { buildAndPush: async () => {} };
  await expect(deploy({ docker })).rejects.toThrow('was pushed, but the registry does not know it');
});

test.each(['UPDATE_IN_PROGRESS', 'ROLLBACK_COMPLETE'])('refuses a stack that is %s', async (status) => {
  fake.addStack('users-dev', { status });
  await expect(deploy()).rejects.toThrow('The stack users-dev');
  expect(fake.calls).toEqual([]);
});
