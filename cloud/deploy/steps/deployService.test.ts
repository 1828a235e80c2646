import { beforeEach, describe, expect, test } from '@jest/globals';
import { defaultParameters, FakeCloud } from '#cloud/deploy/testing/fakeCloud.ts';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { UserError } from '#tools/userError.ts';
import { createSteps, type RunStep } from './createSteps.ts';
import { deployService } from './deployService.ts';

const parametersWith = (given: object) => checkParameters(given, 'cloud/stages/dev.ts', 'eu-central-1');

const { baseImage: base } = defaultParameters;

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
    `build getUsers on ${base} for linux/arm64`,
    `build migrate on ${base} for linux/arm64`,
    'deploy users-dev',
    'invoke users-dev-migrate {"step":"all"}',
    'get https://api.example.com/users?limit=1',
  ]);
  expect(fake.stacks.get('users-dev')?.template).toMatchObject({
    environment: {
      GET_USERS_IMAGE: 'host/users-dev/get-users@sha256:tag-of-getUsers',
      GET_USERS_VERSION: 'tag-of-getUsers',
      MIGRATE_IMAGE: 'host/users-dev/migrate@sha256:tag-of-migrate',
      MIGRATE_VERSION: 'tag-of-migrate',
    },
  });
});

test('packages with the parameters that were checked, so that nothing reads the stage’s file again', async () => {
  const parameters = parametersWith({ maxAcu: 8 });
  await deploy({ parameters });
  const { environment } = Object(fake.stacks.get('users-dev')?.template);
  expect(JSON.parse(environment.STAGE_PARAMETERS)).toEqual(parameters);
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

test('says how many people the rules for addresses and numbers would refuse', async () => {
  await arrange();
  const counted = { wouldRefuse: { 'email must contain an @': 3 }, isComplete: false };
  fake.migrate = ({ step }) => (step === 'plan' ? { ...planned, pending: [] } : { applied: [], counted });
  const said: string[] = [];
  const step: RunStep = (_name, work) => work((line) => void said.push(line));
  await deploy({ step });
  expect(said).toContain('at least 3 in the directory would not get in today: email must contain an @');
});

test('applies a migration with its new image before the stack is updated', async () => {
  await arrange();
  fake.migrate = ({ step }) => (step === 'plan' ? planned : { applied: ['0003.sql'] });
  await deploy({ tagOf: async (name: string) => `new-tag-of-${name}` });
  expect(fake.calls.slice(-7)).toEqual([
    `build migrate on ${base} for linux/arm64`,
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
  const docker = { ...fake.docker, buildAndPush: async () => {} };
  await expect(deploy({ docker })).rejects.toThrow('was pushed, but the registry does not know it');
});

test.each(['UPDATE_IN_PROGRESS', 'DELETE_FAILED'])('refuses a stack that is %s', async (status) => {
  fake.addStack('users-dev', { status });
  await expect(deploy()).rejects.toThrow('The stack users-dev');
  expect(fake.calls).toEqual([]);
});

test('goes on where another deployment has pushed the same image meanwhile', async () => {
  const docker = {
    ...fake.docker,
    buildAndPush: async ({ uri }: { uri: string }) => {
      fake.images.add(uri);
      throw new UserError('tag invalid: the image tag already exists and cannot be overwritten');
    },
  };
  expect(await deploy({ docker })).toBe('https://api.example.com');
});

test('builds nothing where Docker cannot build for the processor', async () => {
  fake.platforms = ['linux/amd64'];
  await expect(deploy()).rejects.toThrow('Docker builds for linux/amd64 here, not for linux/arm64');
  expect(fake.calls).toEqual(['apply users-dev-images']);
});

test('protects stack and cluster at the end, once', async () => {
  fake.resources = [{ type: 'AWS::RDS::DBCluster', logicalId: 'Database', physicalId: 'cluster-1' }];
  const parameters = parametersWith({ deletionProtection: true });
  await deploy({ parameters });
  expect(fake.calls.slice(-3, -1)).toEqual(['protect users-dev', 'protect cluster-1']);
  fake.calls.splice(0);
  await deploy({ parameters });
  expect(fake.calls.join()).not.toContain('protect');
});

describe('a new version of a function with a route', () => {
  const aliasArn = 'arn:aws:lambda:eu-central-1:123456789012:function:users-dev-getUsers:live';
  const versionArn = (version: string) =>
    `arn:aws:lambda:eu-central-1:123456789012:function:users-dev-getUsers:${version}`;
  const alias = (versionId: string) => ({
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] } },
    },
  });

  beforeEach(async () => {
    await arrange();
    fake.resources = [
      { type: 'AWS::Lambda::Alias', logicalId: 'Alias', physicalId: aliasArn },
      { type: 'AWS::Lambda::Version', logicalId: 'VersionB', physicalId: versionArn('2') },
    ];
    fake.releases.set(aliasArn, { functionName: 'users-dev-getUsers', version: '1', shifting: false });
    fake.template = { Resources: alias('VersionB') };
  });

  test('answers before callers reach it', async () => {
    await deploy();
    expect(fake.calls.filter((call) => /deploy|probe/.test(call))).toEqual([
      'deploy users-dev',
      'probe users-dev-getUsers:2 ANY /users',
      'deploy users-dev',
    ]);
  });

  test('gets no callers when it answers wrong, and says where they stay', async () => {
    fake.invokeVersion = () => ({ statusCode: 500 });
    await expect(deploy()).rejects.toThrow(
      'users-dev-getUsers:2 answered 500 to ANY /users instead of 200, so callers stay at version 1.',
    );
    expect(fake.calls.filter((call) => /deploy/.test(call))).toHaveLength(1);
  });

  test('is asked again while the database resumes', async () => {
    const statuses = [503, 200];
    fake.invokeVersion = () => ({ statusCode: statuses.shift() });
    await deploy();
    expect(statuses).toEqual([]);
  });

  test('that callers were moved back from needs a word', async () => {
    fake.withdrawn.set(aliasArn, ['2']);
    fake.versions = [
      { version: '1', publishedAt: new Date(0), imageTag: 'old-tag' },
      { version: '2', publishedAt: new Date(1), imageTag: 'tag-of-getUsers' },
    ];
    await expect(deploy()).rejects.toThrow('version 2 (image tag-of-getUsers), which was rolled back from');
    expect(fake.calls.join()).not.toContain('deploy users-dev');
    await deploy({ confirmForward: async () => {} });
    expect(fake.calls.filter((call) => /deploy/.test(call))).toHaveLength(2);
  });
});
