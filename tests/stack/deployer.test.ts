// The deployer's role as a template: whom it trusts, what it cannot give itself, and IAM's limits.
import { beforeAll, expect, test } from '@jest/globals';
import { imageStack } from '#cloud/deploy/steps/imageStack.ts';
import { stagePattern } from '#cloud/deploy/steps/names.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { functionNames } from '#tools/functions.ts';
import { everyResource } from './everyResource.ts';
import { hasPattern } from './iam/patterns.ts';
import { deployerPolicies, policyStatements, readDeployer } from './iam/principals.ts';
import { resourceActions } from './resourceActions.ts';
import { listOf, type Properties, resource, type Template } from './template.ts';
import { createValidator } from './validator.ts';

const deployer = readDeployer();
const statementsOf = (id: string): Properties[] => resource(deployer, id).Properties.PolicyDocument.Statement;
const statements = deployerPolicies.flatMap(statementsOf);

const allowed = (given: Properties[], action: string): boolean =>
  given.some(({ Action }) => listOf<string>(Action).some((pattern) => hasPattern(pattern, action)));

let template: Template;
beforeAll(async () => {
  const checkout = await copyCheckout();
  template = JSON.parse(await packageStack(checkout.folder, 'prod', everyResource));
  await checkout.remove();
});

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

test.each([...deployerPolicies, 'Boundary'])('%s is within the length that IAM takes', (id) => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  const text = JSON.stringify(policyStatements(deployer, id, 'a'.repeat(16)));
  expect(text.length).toBeLessThan(6_144);
});

test('a deployer is made for the names of stages that the commands take', () => {
  const { AllowedPattern } = Object(deployer).Parameters.Stage;
  expect(AllowedPattern).toBe(stagePattern.source.replace(/^\^|\$$/g, ''));
});

test('it is valid', () => {
  const validator = createValidator();
  expect(validator.findings(JSON.stringify(deployer))).toEqual([]);
  validator.free();
});
