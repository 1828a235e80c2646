// Everything that the rights of one stage are tried on.
import type { Template } from '../template.ts';
import type { Statement } from './evaluate.ts';
import { foreignResources } from './foreign.ts';
import { account } from './physicalStack.ts';
import { principalsOf, writableRole } from './principals.ts';
import { type Candidates, candidates, type Reached, reach } from './reach.ts';
import { type CloudResource, type Packaged, roleStatements, stageResources } from './stageResources.ts';

/** Names of which one begins another. */
export const stages = ['dev', 'deveu', 'd'];

/** What exists, whatever the policies say. */
export type Landscape = {
  stage: string;
  resources: readonly CloudResource[];
  own: Candidates;
  foreign: Candidates;
  /** What each role of the stage may do by itself. */
  roles: Readonly<Record<string, Statement[]>>;
};

export const landscapeOf = (packaged: Packaged, stage: string): Landscape => {
  const resources = stageResources(packaged, stage);
  return {
    stage,
    resources,
    own: candidates(resources),
    foreign: candidates(foreignResources(packaged, stage, stages)),
    roles: roleStatements(packaged, stage),
  };
};

/** An action that each pattern of the statements covers: the action itself, where it has no wildcard. */
const namedActions = (statements: readonly Statement[]): string[] => {
  const patterns = new Set(statements.flatMap(({ Action = [] }) => [Action].flat()));
  patterns.delete('*');
  return [...patterns].map((pattern) => pattern.replaceAll('*', 'X'));
};

export type ForeignRight = Reached & { principal: string };

/** Whatever the principals of the stage, or those that are named, reach beside the stage. */
export const foreignRights = (
  deployer: Template,
  { stage, own, foreign, roles }: Landscape,
  names?: readonly string[],
): ForeignRight[] => {
  const principals = principalsOf(deployer, roles, stage);
  const statements = principals.flatMap(({ rights }) => [...rights.identity, ...(rights.boundary ?? [])]);
  const neighbour = stages.find((other) => other !== stage) as string;
  const world = {
    tags: { service: 'users', stage },
    boundary: `arn:aws:iam::${account}:policy/users-${stage}-boundary`,
    actions: namedActions(statements),
    own,
    foreign,
    ownRole: writableRole(deployer, stage),
    foreignRole: writableRole(deployer, neighbour),
  };
  return principals
    .filter(({ name }) => names?.includes(name) ?? true)
    .flatMap(({ name, rights }) => reach(rights, world).map((reached) => ({ ...reached, principal: name })));
};
