// The principals of a stage: its deployer, its roles, and any role that the deployer could write.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, resolve, type Scope } from '#tests/deploy/aws/resolve.ts';
import { parseCloudFormation } from '#tools/parseCloudFormation.ts';
import { root } from '#tools/paths.ts';
import { resource, type Template } from '../template.ts';
import type { Rights, Statement } from './evaluate.ts';
import { account, region } from './physicalStack.ts';

export const readDeployer = (): Template =>
  parseCloudFormation(readFileSync(join(root, 'cloud/iam/deployer.yml'), 'utf8')) as Template;

export const deployerPolicies = ['Commands', 'Compute', 'Data', 'Secrets', 'Events', 'Observation'];

/** Parameters of deployer.yml, as an operator gives them for a stage. */
const parameters = (stage: string): Json => ({
  Stage: stage,
  Repository: 'owner/repository',
  HostedZoneId: 'Z0123456789ABCDEFGHIJ',
  DomainName: `${stage}.example.com`,
  ApiId: `id0of0users0${stage.replaceAll('-', '0')}`,
  EventBusName: 'none',
  ClusterArn: `arn:aws:rds:${region}:${account}:cluster:none`,
  MasterUserArn: `arn:aws:secretsmanager:${region}:${account}:secret:none`,
  DirectoryArn: `arn:aws:secretsmanager:${region}:${account}:secret:none`,
});

const scopeOf = (stage: string): Scope => {
  const given = parameters(stage);
  return {
    stackName: `deploy-users-${stage}`,
    conditions: {},
    ref: (id) => given[id] ?? `arn:aws:iam::${account}:policy/users-${stage}-boundary`,
    attribute: (id, name) => `${id}.${name}`,
  };
};

/** The statements of one of deployer.yml's policies in a stage. */
export const policyStatements = (deployer: Template, id: string, stage: string): Statement[] =>
  resolve(resource(deployer, id).Properties.PolicyDocument.Statement, scopeOf(stage)) as Statement[];

const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** The most that a role has which the stage's deployer writes: all, within the boundary. */
export const writableRole = (deployer: Template, stage: string): Rights => ({
  identity: everything,
  boundary: policyStatements(deployer, 'Boundary', stage),
});

export const deployerRights = (deployer: Template, stage: string): Rights => ({
  identity: deployerPolicies.flatMap((id) => policyStatements(deployer, id, stage)),
});

export type Principal = { name: string; rights: Rights };

/** Named `deployer`, `writable role`, and by the logical ids of the stage's roles. */
export const principalsOf = (
  deployer: Template,
  roles: Readonly<Record<string, Statement[]>>,
  stage: string,
): Principal[] => [
  { name: 'deployer', rights: deployerRights(deployer, stage) },
  { name: 'writable role', rights: writableRole(deployer, stage) },
  ...Object.entries(roles).map(([name, identity]) => ({ name, rights: { identity } })),
];
