// The deployer's rights beside what the stacks hold and what the commands ask.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { imageStack } from '#cloud/deploy/imageStack.ts';
import { askedActions } from '#tests/deploy/aws/actions.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { functionNames } from '#tools/functions.ts';
import { parseCloudFormation } from '#tools/parseCloudFormation.ts';
import { root } from '#tools/paths.ts';
import { everyResource } from './everyResource.ts';
import { resourceActions } from './resourceActions.ts';
import { listOf, ofType, type Properties, resource, type Template } from './template.ts';
import { createValidator } from './validator.ts';

const text = readFileSync(join(root, 'cloud/iam/deployer.yml'), 'utf8');
const deployer = parseCloudFormation(text) as Template;
const policies = ['Commands', 'Compute', 'Data', 'Events', 'Observation'];

const statementsOf = (id: string): Properties[] => resource(deployer, id).Properties.PolicyDocument.Statement;
const statements = policies.flatMap(statementsOf);

const matches = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action);

const allowed = (given: Properties[], action: string): boolean =>
  given.some(({ Action }) => listOf<string>(Action).some((pattern) => matches(pattern, action)));

let template: Template;
beforeAll(async () => {
  const checkout = await copyCheckout();
  template = JSON.parse(await packageStack(checkout.folder, 'prod', everyResource));
  await checkout.remove();
}, 120_000);

const unknownTypes = ({ Resources }: { Resources: Record<string, { Type: string }> }): string[] =>
  Object.values(Resources)
    .map(({ Type }) => Type)
    .filter((type) => !resourceActions[type]);

test('every resource type of the stacks is known', () => {
  expect(unknownTypes(template)).toEqual([]);
  expect(unknownTypes(imageStack('prod', functionNames()))).toEqual([]);
});

test('a new resource type is noticed', () => {
  const Cache = { Type: 'AWS::ElastiCache::ServerlessCache' };
  expect(unknownTypes({ Resources: { ...template.Resources, Cache } })).toEqual([Cache.Type]);
});

test.each(Object.entries(resourceActions))('%s can be created, changed and deleted', (_type, actions) => {
  expect(actions.filter((action) => !allowed(statements, action))).toEqual([]);
});

test('the commands may ask all that they ask', () => {
  expect(askedActions.filter((action) => !allowed(statements, action))).toEqual([]);
});

test('every resource is bounded where AWS knows a bound', () => {
  // Actions without a resource, descriptions of lists, and an access log, whose delivery has no name before it exists.
  const boundless =
    /^(cloudformation:(ValidateTemplate|ListExports)|ecr:GetAuthorizationToken|codedeploy:StopDeployment|(rds|cloudwatch|logs):Describe\w*\*?|secretsmanager:GetRandomPassword|logs:\w*(LogDelivery|LogDeliveries|ResourcePolicy))$/;
  const open = statements.filter(({ Resource, Condition }) => Resource === '*' && !Condition);
  const actions = open.flatMap(({ Action }) => listOf<string>(Action));
  expect(actions.filter((action) => !boundless.test(action))).toEqual([]);
});

test('the role is assumed by one environment of one repository', () => {
  const [{ Action, Condition }] = resource(deployer, 'Deployer').Properties.AssumeRolePolicyDocument
    .Statement;
  expect(Action).toBe('sts:AssumeRoleWithWebIdentity');
  expect(Condition).toEqual({
    StringEquals: {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': {
        'Fn::Sub': `repo:\${Repository}:environment:\${Stage}`,
      },
    },
  });
});

test('it gives rights to no role without the boundary, and none to itself', () => {
  const rights = ['CreateRole', 'PutRolePolicy', 'AttachRolePolicy', 'PutRolePermissionsBoundary'];
  for (const name of rights) {
    const giving = statements.filter((statement) => allowed([statement], `iam:${name}`));
    expect(giving.map(({ Condition }) => Condition)).toEqual([
      { ArnEquals: { 'iam:PermissionsBoundary': { Ref: 'Boundary' } } },
    ]);
  }
  const taking = ['DeleteRolePermissionsBoundary', 'CreatePolicyVersion', 'SetDefaultPolicyVersion'];
  expect(taking.filter((name) => allowed(statements, `iam:${name}`))).toEqual([]);
  expect(resource(deployer, 'Deployer').Properties.RoleName['Fn::Sub']).not.toMatch(/^users-/);
});

test("the boundary leaves the stack's roles all that they have", () => {
  const given = ofType(template, 'AWS::IAM::Role').flatMap(([, { Properties }]) =>
    listOf<Properties>(Properties.Policies).flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
  );
  const actions = given.flatMap(({ Action }) => listOf<string>(Action));
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => !allowed(statementsOf('Boundary'), action))).toEqual([]);
});

test('every policy is within the length that IAM takes', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; names get longer when they are filled in.
  for (const id of [...policies, 'Boundary']) {
    expect(JSON.stringify(statementsOf(id)).length).toBeLessThan(6_144);
  }
});

test('it is valid', () => {
  const validator = createValidator();
  expect(validator.findings(JSON.stringify(deployer))).toEqual([]);
  validator.free();
});
