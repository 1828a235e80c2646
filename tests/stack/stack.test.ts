// The packaged CloudFormation template: valid by AWS's schemas, and by this service's own rules.
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { imageStack } from '#cloud/deploy/steps/imageStack.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { packageStack, type StackParameters } from '#tests/support/packageStack.ts';
import { readFunctions } from '#tools/functions.ts';
import { everyResource } from './everyResource.ts';
import { rules } from './rules.ts';
import { functionId, ofType, resource, routedFunctions, type Template } from './template.ts';
import { createValidator, type Validator } from './validator.ts';

const jwt = { authorization: 'jwt', jwtIssuer: 'https://issuer.example.com/', jwtAudience: 'users' };
const iam = { authorization: 'iam' };
const arm64 = { architecture: 'arm64' };
const x8664 = { architecture: 'x86_64' };
/** A decision that cloud/stages/prod.ts leaves to its owner. */
const alarmEmail = 'alarms@example.com';

type Case = { stage: string; parameters: StackParameters };

/** Every two values of stage, authorization and architecture together. */
const cases: Case[] = [
  { stage: 'dev', parameters: { ...iam, ...arm64 } },
  { stage: 'dev', parameters: { ...jwt, ...x8664 } },
  { stage: 'prod', parameters: { ...iam, ...x8664, alarmEmail } },
  { stage: 'prod', parameters: { ...jwt, ...arm64, alarmEmail } },
];

/** Every optional parameter given, as the command line gives them: as text. */
const everything: Case = {
  stage: 'prod',
  parameters: {
    ...everyResource,
    corsOrigins: 'https://a.example,https://b.example',
    reservedConcurrency: '50',
    timeoutS: '20',
    minAcu: '0.5',
    maxAcu: '16',
    usersRatePerS: '1',
    snapStart: 'on',
    permissionsBoundary: 'users-prod-boundary',
  },
};
const existing: Case = {
  stage: 'dev',
  parameters: {
    database: 'existing',
    clusterArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:mine',
    masterSecretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:mine-AbCdEf',
  },
};
const open: Case = { stage: 'dev', parameters: { authorization: 'OPEN_TO_EVERYONE_ON_THE_INTERNET' } };
const closed = [...cases, everything, existing];
const all = [...closed, open];

const title = ({ stage, parameters }: Case): string => [stage, ...Object.values(parameters)].join(' ');

const texts = new Map<Case, string>();
const templateOf = (tested: Case): Template => JSON.parse(texts.get(tested) as string);

let validator: Validator;
const findings = (text: string): string[] => validator.findings(text);

beforeAll(async () => {
  const left = [...all];
  const packaging = Array.from({ length: availableParallelism() }, async () => {
    const checkout = await copyCheckout();
    for (let next = left.pop(); next; next = left.pop()) {
      texts.set(next, await packageStack(checkout.folder, next.stage, next.parameters));
    }
    await checkout.remove();
  });
  await Promise.all(packaging);
  validator = createValidator();
});

afterAll(() => validator?.free());

const brokenRules = (tested: Case): string[] =>
  rules
    .filter(({ stages }) => stages?.includes(tested.stage) ?? true)
    .filter(({ check }) => check(templateOf(tested)).length > 0)
    .map(({ name }) => name);

test.each(all.map((tested) => [title(tested), tested] as const))('%s is valid', (_title, tested) => {
  expect(findings(texts.get(tested) as string)).toEqual([]);
});

test.each(closed.map((tested) => [title(tested), tested] as const))(
  '%s keeps the rules',
  (_title, tested) => {
    expect(brokenRules(tested)).toEqual([]);
  },
);

test(`${title(open)} breaks the one rule that its parameter's name tells of`, () => {
  expect(brokenRules(open)).toEqual(['no route without an authorizer']);
});

describe('the image repositories', () => {
  const names = readFunctions().map(({ name }) => name);
  const template = () => imageStack('dev', names);

  test('are valid', () => {
    expect(findings(JSON.stringify(template()))).toEqual([]);
  });

  test('scan what is pushed, keep tags as they are, and drop old images', () => {
    const repositories = Object.values(template().Resources);
    expect(repositories).toHaveLength(names.length);
    for (const { Properties } of repositories) {
      expect(Properties).toMatchObject({
        ImageScanningConfiguration: { ScanOnPush: true },
        ImageTagMutability: 'IMMUTABLE',
        LifecyclePolicy: { LifecyclePolicyText: expect.stringContaining('imageCountMoreThan') },
      });
    }
  });
});

describe('SnapStart', () => {
  const starting = (tested: Case) =>
    ofType(templateOf(tested), 'AWS::Lambda::Function').filter(([, { Properties }]) => Properties.SnapStart);
  const routed = () => routedFunctions(templateOf(everything));

  test('is off unless a stage says so', () => {
    expect(starting(cases[0] as Case)).toEqual([]);
  });

  test('is on for functions with a route alone', () => {
    expect(starting(everything).map(([id]) => id)).toEqual(routed().map(functionId));
  });

  test('is what the alias leads to', () => {
    const template = templateOf(everything);
    for (const name of routed()) {
      const [versionId] = resource(template, `${name}LiveAlias`).Properties.FunctionVersion['Fn::GetAtt'];
      expect(resource(template, versionId).Properties.FunctionName).toEqual({ Ref: functionId(name) });
      expect(versionId).toMatch(/SnapStart$/);
    }
  });
});

test('refuses a stage with protected data that says nothing of its alarms', async () => {
  const checkout = await copyCheckout();
  await expect(packageStack(checkout.folder, 'prod', {})).rejects.toThrow(
    'cloud/stages/prod.ts: alarmEmail or alarmTopicArn must be set where data is protected',
  );
  await checkout.remove();
});

test('refuses an unknown authorization instead of exposing the API', async () => {
  const checkout = await copyCheckout();
  await expect(packageStack(checkout.folder, 'dev', { authorization: 'none' })).rejects.toThrow();
  await checkout.remove();
});

test.each(rules.map((rule) => [rule.name, rule] as const))(
  'catches a template that breaks: %s',
  (_name, rule) => {
    const [good] = cases.filter(({ stage }) => stage === 'prod') as [Case];
    const template = templateOf(good);
    expect(rule.check(template)).toEqual([]);
    rule.broken(template);
    expect(rule.check(template)).not.toEqual([]);
  },
);

test('a template that AWS would refuse is not valid', () => {
  const template = templateOf(cases[0] as Case);
  Object.assign(template.Resources.Database?.Properties ?? {}, { EngineVersion: '1.0', MinimumCapacity: 1 });
  expect(findings(JSON.stringify(template))).not.toEqual([]);
});
