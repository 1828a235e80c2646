// The packaged CloudFormation template: valid by AWS's schemas and cfn-lint's rules, and by this service's own rules.
import { availableParallelism } from 'node:os';
import { CelEngine, type Engine } from '@aws/cloudformation-validate';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { imageStack } from '#cloud/deploy/imageStack.ts';
import { functionNames } from '#image/functionNames.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { type Parameters, packageStack } from '#tests/support/packageStack.ts';
import { accessRules } from './accessRules.ts';
import { dataRules } from './dataRules.ts';
import { operationRules } from './operationRules.ts';
import type { Rule, Template } from './template.ts';

const rules: Rule[] = [...accessRules, ...dataRules, ...operationRules];

const jwt = { authorization: 'jwt', jwtIssuer: 'https://issuer.example.com/', jwtAudience: 'users' };
const authorizations: Parameters[] = [{ authorization: 'iam' }, jwt];
const architectures: Parameters[] = [{ architecture: 'arm64' }, { architecture: 'x86_64' }];

type Case = { stage: string; parameters: Parameters };

const cases: Case[] = ['dev', 'prod'].flatMap((stage) =>
  authorizations.flatMap((authorization) =>
    architectures.map((architecture) => ({ stage, parameters: { ...authorization, ...architecture } })),
  ),
);

/** Every optional parameter given, as the command line gives them: as text. */
const everything: Case = {
  stage: 'prod',
  parameters: {
    corsOrigins: 'https://a.example,https://b.example',
    reservedConcurrency: '50',
    alarmEmail: 'alarms@example.com',
    timeoutS: '20',
    minAcu: '0.5',
    maxAcu: '16',
    usersRatePerS: '1',
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
const all = [...cases, everything, existing, open];

const title = ({ stage, parameters }: Case): string => [stage, ...Object.values(parameters)].join(' ');

const texts = new Map<Case, string>();
const templateOf = (one: Case): Template => JSON.parse(texts.get(one) as string);

/**
 * Rules about how a template is written, which the framework's output and our resolved parameters break by design:
 * needless DependsOn (W3005), one policy without the other (W3011), a condition that is decided at packaging (W8003), two
 * that are the same then (W9053), numbers that the command line gave as text (W9003), and attributes of AWS that the schema marks as changing (W9002).
 */
const excluded = { ids: ['W3005', 'W3011', 'W8003', 'W9002', 'W9003', 'W9053'] };

let engine: Engine;

/** What the validator finds at WARN and above. */
const findings = (text: string): string[] => {
  const template = { path: 'template.json', readBytes: () => Buffer.from(text) };
  return engine
    .validateStandard(template, { exclude: excluded })
    .diagnostics.filter(({ severity }) => ['WARN', 'ERROR', 'FATAL'].includes(severity))
    .map(({ ruleId, entity, message }) => `${ruleId} ${entity?.logicalId}: ${message}`);
};

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
  engine = new CelEngine();
}, 180_000);

afterAll(() => engine?.free());

describe.each(all.map((one) => [title(one), one] as const))('%s', (_title, one) => {
  test('is valid', () => {
    expect(findings(texts.get(one) as string)).toEqual([]);
  });

  // The one rule that an open API breaks is the one that its parameter's name tells of.
  const expected = one === open ? ['no route without an authorizer'] : [];

  test('keeps the rules', () => {
    const broken = rules
      .filter(({ stages }) => stages?.includes(one.stage) ?? true)
      .filter(({ check }) => check(templateOf(one)).length > 0);
    expect(broken.map(({ name }) => name)).toEqual(expected);
  });
});

describe('the image repositories', () => {
  const template = () => imageStack('dev', functionNames());

  test('are valid', () => {
    expect(findings(JSON.stringify(template()))).toEqual([]);
  });

  test('scan what is pushed, keep tags as they are, and drop old images', () => {
    const repositories = Object.values(template().Resources);
    expect(repositories).toHaveLength(functionNames().length);
    for (const { Properties } of repositories) {
      expect(Properties).toMatchObject({
        ImageScanningConfiguration: { ScanOnPush: true },
        ImageTagMutability: 'IMMUTABLE',
        LifecyclePolicy: { LifecyclePolicyText: expect.stringContaining('imageCountMoreThan') },
      });
    }
  });
});

test('an authorization that is none is not packaged, rather than served open', async () => {
  const checkout = await copyCheckout();
  await expect(packageStack(checkout.folder, 'dev', { authorization: 'none' })).rejects.toThrow();
  await checkout.remove();
}, 30_000);

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
