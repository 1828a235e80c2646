// The rights of a stage's principals: they end at the stage, and suffice within it.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stagePattern } from '#cloud/deploy/steps/names.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { everyResource } from './everyResource.ts';
import { type AccessRequest, isAllowed, type Rights } from './iam/evaluate.ts';
import { exceptions, unexplained, unused } from './iam/exceptions.ts';
import { tooLong } from './iam/nameLimits.ts';
import { commandNeeds, rolloutNeeds, statementNeeds } from './iam/needs.ts';
import { hasPattern } from './iam/patterns.ts';
import { region } from './iam/physicalStack.ts';
import { plants } from './iam/plants.ts';
import {
  deployerPolicies,
  deployerRights,
  policyStatements,
  readDeployer,
  writableRole,
} from './iam/principals.ts';
import { type CloudResource, stageResources } from './iam/stageResources.ts';
import { typeNeeds } from './iam/typeNeeds.ts';
import { type ForeignRight, foreignRights, type Landscape, landscapeOf, stages } from './iam/world.ts';
import { resourceActions } from './resourceActions.ts';

const deployer = readDeployer();
/** A name that every other can take the place of. */
const template = 'anystage';
let resources: CloudResource[];
const landscapes = new Map<string, Landscape>();
const landscape = (stage: string): Landscape => landscapes.get(stage) as Landscape;
const rights = new Map<string, ForeignRight[]>();

beforeAll(async () => {
  const checkout = await copyCheckout();
  const packaged = { text: await packageStack(checkout.folder, 'prod', everyResource), stage: 'prod' };
  await checkout.remove();
  resources = stageResources(packaged, template);
  for (const stage of stages) {
    landscapes.set(stage, landscapeOf(packaged, stage));
    rights.set(stage, foreignRights(deployer, landscape(stage)));
  }
});

const describeRight = ({ principal, action, resource, by }: ForeignRight): string =>
  `${principal} ${action}${by && ` by ${by}`}: ${resource.arn}`;

describe('beside the stage', () => {
  test.each(stages)('nothing is reached from %s without a reason', (stage) => {
    expect(unexplained(rights.get(stage) ?? []).map(describeRight)).toEqual([]);
  });

  test('every exception is still needed', () => {
    expect(unused([...rights.values()].flat())).toEqual([]);
    expect(exceptions.length).toBeGreaterThan(0);
  });

  test.each(plants.map((planted) => [planted.name, planted] as const))(
    'is noticed: %s',
    (_name, { plant, finds }) => {
      const [stage = ''] = stages;
      const changed = structuredClone(deployer);
      plant(changed);
      const found = unexplained(foreignRights(changed, landscape(stage), ['deployer', 'writable role']));
      expect(found.map(describeRight)).toContainEqual(expect.stringMatching(finds));
    },
  );
});

describe('within the stage', () => {
  const [stage = ''] = stages;
  const own = () => landscape(stage).resources;

  const refused = (needs: readonly AccessRequest[], rights: Rights): string[] =>
    needs
      .filter((request) => !isAllowed(rights, request))
      .map(({ action, resource }) => `${action} on ${resource}`);

  test.each(Object.keys(resourceActions))('%s can be made, changed and deleted', (type) => {
    const needs = typeNeeds(type, own());
    expect(needs.map(({ action }) => action)).toEqual(
      expect.arrayContaining([...(resourceActions[type] ?? [])]),
    );
    expect(refused(needs, deployerRights(deployer, stage))).toEqual([]);
  });

  test("the boundary leaves the stack's roles all that they have", () => {
    const statements = Object.values(landscape(stage).roles).flat();
    const needs = [...statements.flatMap((one) => statementNeeds(one, own())), ...rolloutNeeds(own())];
    expect(needs.length).toBeGreaterThan(statements.length);
    expect(refused(needs, writableRole(deployer, stage))).toEqual([]);
  });

  test('the commands may ask what they ask', () => {
    expect(refused(commandNeeds(own()), deployerRights(deployer, stage))).toEqual([]);
  });
});

describe('names of two stages', () => {
  const stageName = fc.stringMatching(stagePattern);
  /** The second often begins with the first. */
  const pairs = fc
    .tuple(stageName, fc.oneof(fc.constant(''), stageName), stageName)
    .map(([first, begun, other]) => [
      first,
      begun ? `${begun}${other}`.slice(0, 16) : `${first}${other}`.slice(0, 16),
    ])
    .filter(([first, second]) => first !== second);

  const arnsOf = (stage: string): string[] => resources.map(({ arn }) => arn.replaceAll(template, stage));
  const patternsOf = (stage: string): string[] =>
    [...deployerPolicies, 'Boundary']
      .flatMap((id) => policyStatements(deployer, id, template))
      .flatMap(({ Resource = [] }) => Resource)
      .filter((pattern) => pattern.includes(`users-${template}`))
      .map((pattern) => pattern.replaceAll(template, stage));

  test('are never the same, nor covered by a wildcard of the other', () => {
    fc.assert(
      fc.property(pairs, ([first = '', second = '']) => {
        const [names, foreign] = [arnsOf(first), arnsOf(second)];
        expect(foreign.filter((arn) => names.includes(arn) && !arn.includes(':hostedzone/'))).toEqual([]);
        const patterns = patternsOf(first);
        expect(foreign.filter((arn) => patterns.some((pattern) => hasPattern(pattern, arn)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('are no longer than AWS takes, for the longest name of a stage', () => {
    const longest = arnsOf('a'.repeat(16)).map((arn) => arn.replaceAll(region, 'ap-southeast-1'));
    expect(tooLong(longest)).toEqual([]);
    expect(tooLong(longest.map((arn) => arn.replaceAll('users-', 'users-'.repeat(20))))).not.toEqual([]);
  });
});
