// What rights lead to: by themselves, and by every tag and every role that they let one write.
import type { Context } from './conditions.ts';
import { concerns, isAllowed, type Rights, type Statement } from './evaluate.ts';
import type { CloudResource, Tags } from './stageResources.ts';

/** `by` is empty where the principal's own rights suffice. */
export type Reached = { action: string; resource: CloudResource; by: string };

const tagPrefixes = ['aws:ResourceTag', 'secretsmanager:ResourceTag', 'ec2:ResourceTag'];

export const tagContext = (tags: Tags): Context =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => tagPrefixes.map((prefix) => [`${prefix}/${key}`, value])),
  );

/** What a caller may put into a request: tags but for AWS's own, a service to pass a role to, a boundary. */
const requestContexts = ({ tags, boundary }: World, action: string): Context[] => {
  const setsBoundary = /:(CreateRole|PutRolePermissionsBoundary)$/.test(action);
  const chosen = {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': Object.keys(tags),
    'iam:PassedToService': 'lambda.amazonaws.com',
    'iam:AWSServiceName': 'rds.amazonaws.com',
    ...(setsBoundary && { 'iam:PermissionsBoundary': boundary }),
  };
  return [{}, chosen];
};

const serviceOf = (arn: string): string => arn.split(':')[2] as string;

/** The service of the ARNs that an action takes. */
const targetService = (action: string): string => action.split(':')[0]?.replace('rds-data', 'rds') as string;

export const contextOf = ({ keys, tags }: CloudResource): Context => ({ ...keys, ...tagContext(tags) });

type Candidate = { resource: CloudResource; context: Context };

/** Resources by the service of their ARNs, each with the context of a request for it. */
export type Candidates = ReadonlyMap<string, readonly Candidate[]>;

export const candidates = (resources: readonly CloudResource[]): Candidates =>
  Map.groupBy(
    resources.map((resource) => ({ resource, context: contextOf(resource) })),
    ({ resource }) => serviceOf(resource.arn),
  );

const tagging = /:(TagResource|CreateTags|AddTagsToResource|TagRole|TagQueue|PutBucketTagging)$/;
const isTagging = ({ action, resource }: Reached): boolean =>
  tagging.test(action) || (/^apigateway:P/.test(action) && resource.arn.includes('/tags/'));

/** Rights over a role or a function, with which a caller takes every right of the role. */
const roleWrites =
  /^(iam:(CreateRole|PutRolePolicy|AttachRolePolicy|UpdateAssumeRolePolicy|PassRole|PutRolePermissionsBoundary)|lambda:(CreateFunction|UpdateFunctionCode|UpdateFunctionConfiguration))$/;

export type World = {
  /** Tags of the stage, which its principals may use for anything they tag. */
  tags: Tags;
  boundary: string;
  actions: readonly string[];
  own: Candidates;
  foreign: Candidates;
  /** The most that a role has which the stage's deployer writes. */
  ownRole: Rights;
  /** The most that a foreign role has. */
  foreignRole: Rights;
};

/** The statements about an action, which are then compared by resource and condition alone. */
const narrow = ({ identity, boundary }: Rights, action: string): Rights => {
  const about = (statements: readonly Statement[]): Statement[] =>
    statements
      .filter((statement) => concerns(statement, action))
      .map(({ NotAction: _, ...statement }) => ({ ...statement, Action: '*' }));
  return boundary ? { identity: about(identity), boundary: about(boundary) } : { identity: about(identity) };
};

const narrowed = new WeakMap<Rights, Map<string, Rights>>();

/** As `narrow`, which is asked of the same rights again for each tag and each role that they let one write. */
const narrowOnce = (rights: Rights, action: string): Rights => {
  const byAction = narrowed.get(rights) ?? new Map<string, Rights>();
  const found = byAction.get(action) ?? narrow(rights, action);
  narrowed.set(rights, byAction.set(action, found));
  return found;
};

const reachDirectly = (rights: Rights, world: World, among: Candidates, by: string): Reached[] =>
  world.actions.flatMap((action) => {
    const about = narrowOnce(rights, action);
    if (about.identity.length === 0) return [];
    const requests = requestContexts(world, action);
    return (among.get(targetService(action)) ?? [])
      .filter(({ resource: { arn }, context }) =>
        requests.some((request) =>
          isAllowed(about, { action, resource: arn, context: { ...context, ...request } }),
        ),
      )
      .map(({ resource }) => ({ action, resource, by }));
  });

/** What is reached of the resources that one may tag, once they have the stage's tags. */
const reachTagged = (rights: Rights, world: World, reached: readonly Reached[]): Reached[] =>
  reached.filter(isTagging).flatMap(({ action, resource }) => {
    const tagged = [...world.foreign.values()]
      .flat()
      .filter((other) => other.resource.tagOwner === resource.tagOwner)
      .map((other) => ({ ...other.resource, tags: { ...other.resource.tags, ...world.tags } }));
    return reachDirectly(rights, world, candidates(tagged), action);
  });

const writesIn = (reached: readonly Reached[]): string =>
  [...new Set(reached.map(({ action }) => action).filter((action) => roleWrites.test(action)))].join(' ');

/** Every action on a foreign resource that the rights lead to, through as many tags and roles as it takes. */
export const reach = (rights: Rights, world: World): Reached[] => {
  const steps = [{ rights, by: '' }];
  const all: Reached[] = [];
  // A step may add others: each role is taken once.
  for (const step of steps) {
    const direct = reachDirectly(step.rights, world, world.foreign, step.by);
    const found = [...direct, ...reachTagged(step.rights, world, direct)];
    all.push(...found);
    const roles: [Rights, string][] = [
      [world.ownRole, writesIn(reachDirectly(step.rights, world, world.own, ''))],
      [world.foreignRole, writesIn(found)],
    ];
    for (const [role, by] of roles) {
      if (by !== '' && !steps.some((taken) => taken.rights === role)) steps.push({ rights: role, by });
    }
  }
  return all;
};
