// The commands of cloud/deploy, one after another on one stage, against a stand-in for AWS.
// The framework, the SDK's clients and the packaged template are real; CloudFormation, Lambda, ECR, S3, CodeDeploy and
// Docker are not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type StandIn, startAws } from './aws/startAws.ts';
import { createCheckout, type DeployCheckout } from './checkout.ts';

// Each deployment starts the framework twice.
let aws: StandIn;
let checkout: DeployCheckout;

beforeAll(async () => {
  aws = await startAws();
  checkout = await createCheckout(aws.state.url);
});
afterAll(async () => {
  await checkout?.remove();
  await aws?.stop();
});
beforeEach(() => {
  aws.state.changes.splice(0);
});

const run = async (command: string, ...options: string[]) =>
  checkout.run(command, ['--stage', 'dev', ...options]);
const stack = () => aws.state.stacks.get('users-dev');
const imageOf = (name: string) => aws.state.functions.get(`users-dev-${name}`)?.imageUri;
const liveVersions = () =>
  [...aws.state.aliases.values()].map(({ functionName, version }) => [functionName, version]);

describe('what is refused before anything is asked of AWS', () => {
  test.each([
    ['a wrong value', '{ maxAcu: "16" }', 'cloud/stages/mine.ts: maxAcu must be a number from 1 to 256'],
    ['an unknown name', '{ nosuch: 1 }', 'cloud/stages/mine.ts: nosuch is no parameter'],
    ['a wrong combination', '{ database: "existing" }', 'cloud/stages/mine.ts: clusterArn is required'],
  ])('%s in the file of a stage', async (_case, parameters, sentence) => {
    checkout.write('cloud/stages/mine.ts', `export const parameters = ${parameters};`);
    const { status, output } = await checkout.run('deploy', ['--stage', 'mine']);
    expect(output).toContain(sentence);
    expect(status).toBe(1);
    expect(aws.state.changes).toEqual([]);
  });

  test('a stage without a file', async () => {
    const { status, output } = await checkout.run('deploy', ['--stage', 'nosuch']);
    expect(output).toContain('There is no file cloud/stages/nosuch.ts.');
    expect(status).toBe(1);
  });

  test.each(['remove', 'rollback', 'rotate'])('%s of a stage that was not deployed', async (command) => {
    const { status, output } = await checkout.run(command, ['--stage', 'nosuch']);
    expect(output).toContain('There is no stage nosuch in eu-central-1: no stack users-nosuch.');
    expect(status).toBe(1);
  });

  test('a host that cannot be resolved, in one line', async () => {
    const nowhere = { AWS_ENDPOINT_URL: 'http://nosuch.invalid' };
    const { status, output } = await checkout.run('remove', ['--stage', 'dev'], nowhere);
    expect(output).toMatch(/^(ENOTFOUND|EAI_AGAIN): .* nosuch\.invalid\.\n$/);
    expect(status).toBe(1);
  });
});

describe('one stage, from its first deployment to its removal', () => {
  let commit: string;

  test('deploy creates it: images, stack, schema, request', async () => {
    commit = checkout.commit();
    const { status, output } = await run('deploy');
    expect(output).toContain(`Ready: ${aws.state.url}/api`);
    expect(status).toBe(0);
    expect(stack()?.tags).toMatchObject({ service: 'users', stage: 'dev', commit });
    expect(liveVersions()).toEqual([
      ['users-dev-getUsers', '1'],
      ['users-dev-searchUser', '1'],
    ]);
    expect(output).toMatch(/Images took \d+\.\d s/);
    expect(output).not.toContain('registry-password');
  });

  test('it leaves no password behind', () => {
    expect(checkout.leftovers()).toEqual([]);
  });

  test('deploy again, at another commit, changes nothing', async () => {
    checkout.commit();
    const { status, output } = await run('deploy');
    expect(output).toContain('nothing has changed');
    expect(status).toBe(0);
    expect(aws.state.changes).toEqual([]);
    expect(stack()?.tags.commit).toBe(commit);
  });

  test('a change of one function builds, publishes and moves that one', async () => {
    const before = { getUsers: imageOf('getUsers'), migrate: imageOf('migrate') };
    checkout.append('functions/searchUser/handler.ts', '\nglobalThis.isChanged = true;\n');
    commit = checkout.commit();
    const { status, output } = await run('deploy');
    expect(output).toContain('Ready: ');
    expect(status).toBe(0);
    expect(aws.state.changes).toEqual([
      'push users-dev/search-user',
      'stack users-dev',
      'function users-dev-searchUser',
      'stack users-dev',
      'alias users-dev-searchUser:live → 2',
    ]);
    expect({ getUsers: imageOf('getUsers'), migrate: imageOf('migrate') }).toEqual(before);
    expect(stack()?.tags.commit).toBe(commit);
  });

  test('rollback moves that function back, and says what is live', async () => {
    const { status, output } = await run('rollback');
    expect(status).toBe(0);
    expect(liveVersions()).toEqual([
      ['users-dev-getUsers', '1'],
      ['users-dev-searchUser', '1'],
    ]);
    expect(output).toMatch(/users-dev-searchUser is at version 1 \(image [\da-f]{32}, published /);
  });

  test('rollback stops what CodeDeploy is shifting', async () => {
    aws.state.rollouts.set('SearchUserRollout', ['d-1']);
    expect((await run('rollback')).status).toBe(0);
    expect(aws.state.changes).toEqual(['stop d-1, rollback true']);
  });

  test('deploy of the version that was rolled back from tells it, and changes nothing', async () => {
    const { status, output } = await run('deploy');
    expect(output).toMatch(/users-dev-searchUser was rolled back to version 1 \(image [\da-f]{32}\)/);
    expect(output).toContain('--forward was not given');
    expect(status).toBe(2);
    expect(aws.state.changes).toEqual([]);
  });

  test('deploy --forward moves callers there again, when the version answers', async () => {
    const answers = aws.state.statusOf;
    aws.state.statusOf = () => 500;
    const refused = await run('deploy', '--forward');
    aws.state.statusOf = answers;
    expect(refused.output).toContain('users-dev-searchUser:2 answered 500 to ANY /search instead of 404');
    expect(refused.status).toBe(1);
    expect(liveVersions()).toContainEqual(['users-dev-searchUser', '1']);
    const { output, status } = await run('deploy', '--forward');
    expect(output).toContain('Ready: ');
    expect(status).toBe(0);
    expect(liveVersions()).toContainEqual(['users-dev-searchUser', '2']);
  });

  const accountOf = (logicalId: string, stage: string) => {
    const { versions = [], stages } = aws.state.secrets.get(stack()?.resources.get(logicalId) ?? '') ?? {};
    return JSON.parse(versions[stages?.get(stage) ?? -1] ?? 'null');
  };

  test('rotate turns to second accounts, and keeps the first', async () => {
    const first = accountOf('ReaderSecret', 'AWSCURRENT');
    const { status, output } = await run('rotate');
    expect(output).toContain('users_reader_2 is current');
    expect(output).toContain('users_writer_2 is current');
    expect(status).toBe(0);
    const second = accountOf('ReaderSecret', 'AWSCURRENT');
    expect(second).toEqual({ username: 'users_reader_2', password: expect.stringMatching(/^[\da-f]{32}$/) });
    expect(output).not.toContain(second.password);
    expect(accountOf('ReaderSecret', 'AWSPREVIOUS')).toEqual(first);
  });

  test('rotate turns back when the API does not answer', async () => {
    aws.state.apiStatus = 503;
    const { status, output } = await run('rotate');
    expect(output).toContain('the accounts before are current again');
    expect(status).toBe(1);
    expect(accountOf('ReaderSecret', 'AWSCURRENT').username).toBe('users_reader_2');
    aws.state.apiStatus = 200;
  });

  test('a failing migration stops the deployment before the stack, and names cause, request and log group', async () => {
    checkout.append('functions/getUsers/handler.ts', '\nglobalThis.isChanged = true;\n');
    checkout.append('functions/migrate/handler.ts', '\nglobalThis.isChanged = true;\n');
    aws.state.invoke = (_name, { step }) =>
      step === 'plan'
        ? { result: { pending: ['0003.sql'], later: [], pausesEvents: false } }
        : {
            error: true,
            result: { errorType: 'MigrationRefused', errorMessage: '0003.sql was rejected by the database.' },
            log: '{"level":"error","cause":["rejected: DatabaseErrorException 1062"]}\n',
          };
    const { status, output } = await run('deploy');
    expect(status).toBe(1);
    expect(output).toContain(
      [
        'users-dev-migrate failed: MigrationRefused: 0003.sql was rejected by the database.',
        '  cause       rejected: DatabaseErrorException 1062',
        '  request     aws-request',
        '  log group   /aws/lambda/users-dev-migrate',
      ].join('\n'),
    );
    expect(aws.state.changes).toEqual([
      'push users-dev/get-users',
      'push users-dev/migrate',
      'image of users-dev-migrate',
    ]);
  });

  test('the next deployment applies it, and needs no image built', async () => {
    aws.state.invoke = (_name, { step }) =>
      step === 'plan'
        ? { result: { pending: ['0003.sql'], later: [], pausesEvents: false } }
        : { result: { applied: ['0003.sql'] } };
    const { status, output } = await run('deploy');
    expect(output).toContain('0003.sql was applied');
    expect(output).toContain('Ready: ');
    expect(status).toBe(0);
    expect(aws.state.changes).not.toContainEqual(expect.stringContaining('push'));
    aws.state.invoke = () => ({ result: { applied: [], pending: [], later: [] } });
  });

  test('a stack that fails shows the reason of the framework', async () => {
    checkout.write('cloud/stages/dev.ts', 'export const parameters = { logRetentionDays: 60 };');
    aws.state.refused.provision.add('GetUsersLogGroup');
    const { status, output } = await run('deploy');
    expect(output).toContain('AWS::Logs::LogGroup is not allowed here');
    expect(status).toBe(1);
    aws.state.refused.provision.clear();
    checkout.write('cloud/stages/dev.ts', 'export const parameters = {};');
  });

  test('another database stops the deployment', async () => {
    checkout.write('cloud/stages/dev.ts', "export const parameters = { databaseName: 'people' };");
    const { status, output } = await run('deploy');
    expect(output).toContain('databaseName would change from "users" to "people"');
    expect(status).toBe(1);
    expect(aws.state.changes).toEqual([]);
    checkout.write('cloud/stages/dev.ts', 'export const parameters = {};');
  });

  test('remove says what will be lost and asks', async () => {
    const { status, output } = await run('remove');
    expect(output).toContain('the database with all data and backups: nothing is left of them');
    expect(output).toContain('--yes was not given');
    expect(status).toBe(2);
    expect(aws.state.changes).toEqual([]);
  });

  test('remove --yes leaves nothing, not even what the bucket holds', async () => {
    const bucket = aws.state.buckets.get('users-dev-imports-123456789012-eu-central-1');
    bucket?.set('erasures/1', { body: '', hash: '', modified: new Date() });
    expect(bucket?.size).toBe(1);
    const { status } = await run('remove', '--yes');
    expect(status).toBe(0);
    const { stacks, buckets, repositories, functions, aliases } = aws.state;
    expect([stacks, buckets, repositories, functions, aliases].map(({ size }) => size)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(checkout.leftovers()).toEqual([]);
  });
});
