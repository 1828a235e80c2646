// Every deployment that fails, followed by a plain one, which completes it.
// A deployment fails by each call that it makes of AWS, refused, or its last before a kill, and by a resource of each type
// that CloudFormation cannot make. `npm test` tries one of each table, which SEED chooses (CI's is the number of its run);
// `npm run test:recovery` tries all.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Fault, isRead } from './aws/calls.ts';
import { type StandIn, startAws } from './aws/startAws.ts';
import { createCheckout, type DeployCheckout } from './checkout.ts';

/** Rows to try by name, such as `ChangeSet.*kill`; without it one of each table, which the seed chooses. */
const { RECOVERY: pattern } = process.env;
const seed = Number(process.env.SEED ?? 1);

// Each row deploys twice.
jest.setTimeout(pattern === undefined ? 900_000 : 14_400_000);

/** The data outlives mistakes, which is the hardest for a rollback, and takes decisions. */
const stageWith = (more: object): string => {
  const decisions = {
    minAcu: 0,
    readers: 0,
    usersRatePerS: 5,
    searchRatePerS: 50,
    alarmEmail: 'a@example.com',
  };
  const parameters = { deletionProtection: true, deletionPolicy: 'Retain', ...decisions, ...more };
  return `export const parameters = ${JSON.stringify(parameters)};`;
};

type Row = { name: string; fault?: Fault; resource?: string };

let aws: StandIn;
let checkout: DeployCheckout;

beforeAll(async () => {
  aws = await startAws();
  checkout = await createCheckout(aws.state.url);
  aws.kill = () => checkout.kill();
  checkout.write('cloud/stages/dev.ts', stageWith({}));
});
afterAll(async () => {
  await checkout?.remove();
  await aws?.stop();
});

const deploy = () => checkout.run('deploy', ['--stage', 'dev']);

/** The calls of a deployment, each with the faults that it may meet. */
const faultRows = (calls: readonly string[]): Row[] => {
  const distinct = [...new Set(calls)].filter((call) => !call.startsWith('execute-api'));
  return distinct.flatMap((call) => {
    const kinds = isRead(call) ? (['error'] as const) : (['error', 'kill before', 'kill after'] as const);
    return kinds.map((kind) => ({ name: `${call}: ${kind}`, fault: { call, nth: 1, kind } }));
  });
};

/** A resource of each type. */
const resourceRows = (changed: readonly string[]): Row[] => {
  const { Resources } = aws.state.stacks.get('users-dev')?.template ?? {};
  const byType = new Map(changed.map((id) => [Resources[id]?.Type, id]));
  return [...byType].map(([type, id]) => ({ name: `${type} ${id} cannot be made`, resource: id }));
};

const sample = (rows: readonly Row[]): readonly Row[] => {
  if (pattern !== undefined) return rows.filter(({ name }) => new RegExp(pattern).test(name));
  // Far apart, so that runs that follow one another try calls of different kinds.
  return rows.filter((_row, index) => index === (seed * 61) % rows.length);
};

/** Deploys with a fault, then without, from a state that `restore` makes; returns what is wrong then. */
const recover = async ({ name, fault, resource }: Row, restore: () => void): Promise<string[]> => {
  restore();
  aws.calls.reset(fault);
  if (resource) aws.state.refused.provision.add(resource);
  const first = await deploy();
  aws.state.refused.provision.clear();
  aws.calls.reset();
  aws.state.age(120_000);
  const second = await deploy();
  const found = problems();
  const outcome = second.output.includes('Ready: ')
    ? []
    : [`does not deploy: ${second.output.slice(-1_500)}`];
  const all = [...outcome, ...found];
  return all.length > 0 ? [name, `first: ${first.output.slice(-600)}`, ...all] : [];
};

/** What a deployment must not leave: more than one of what costs or holds data, or something unprotected. */
const problems = (): string[] => {
  const { stacks, clusters, buckets, names } = aws.state;
  const count = (type: string) => [...names].filter((name) => name.startsWith(`${type} `)).length;
  const wrong = [
    [clusters.size !== 1, `${clusters.size} clusters`],
    [buckets.size !== 2, `buckets ${[...buckets.keys()]}`],
    [count('AWS::SecretsManager::Secret') !== secrets(), 'secrets are left over'],
    [![...clusters.values()].every(({ deletionProtection }) => deletionProtection), 'cluster unprotected'],
    [!stacks.get('users-dev')?.terminationProtection, 'stack unprotected'],
    [
      [...stacks.values()].some(({ status }) => !/^(CREATE|UPDATE)_COMPLETE$/.test(status)),
      'stack not complete',
    ],
    [[...aws.state.mappings.values()].includes(false), 'a mapping is disabled'],
  ] as const;
  return wrong.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence);
};

const secrets = (): number =>
  Object.values<{ Type: string }>(aws.state.stacks.get('users-dev')?.template.Resources ?? {}).filter(
    ({ Type }) => Type === 'AWS::SecretsManager::Secret',
  ).length;

const changedBy = (before: Readonly<Record<string, unknown>>): string[] => {
  const after = aws.state.stacks.get('users-dev')?.template.Resources ?? {};
  return Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]));
};

const recoverAll = async (rows: readonly Row[], restore: () => void): Promise<string[][]> => {
  const failures: string[][] = [];
  for (const row of sample(rows)) {
    const failure = await recover(row, restore);
    process.stderr.write(`${failure.length > 0 ? 'FAILS' : 'recovers'} ${row.name}\n`);
    if (failure.length > 0) failures.push(failure);
  }
  return failures;
};

describe(`with the seed ${seed}`, () => {
  let deployed: () => void;

  test('a first deployment that fails is completed by the next one', async () => {
    const empty = aws.state.save();
    aws.calls.reset();
    const { output } = await deploy();
    expect(output).toContain('Ready: ');
    expect(problems()).toEqual([]);
    deployed = aws.state.save();
    const rows = [...faultRows(aws.calls.made), ...resourceRows(changedBy({}))];
    expect(rows.length).toBeGreaterThan(80);
    expect(await recoverAll(rows, empty)).toEqual([]);
  });

  test('a later deployment that fails is completed by the next one', async () => {
    deployed();
    const before = aws.state.stacks.get('users-dev')?.template.Resources;
    checkout.append('functions/searchUser/handler.ts', '\nglobalThis.isChanged = true;\n');
    checkout.write('cloud/stages/dev.ts', stageWith({ logRetentionDays: 60, alarmEmail: 'b@example.com' }));
    aws.calls.reset();
    const { output } = await deploy();
    expect(output).toContain('Ready: ');
    const rows = [...faultRows(aws.calls.made), ...resourceRows(changedBy(before))];
    expect(rows.length).toBeGreaterThan(50);
    expect(await recoverAll(rows, deployed)).toEqual([]);
  });
});
