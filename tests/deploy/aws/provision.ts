// Makes a template's resources: those that later operations look at, and a name for every other.
import { isDeepStrictEqual } from 'node:util';
import { conditionHolds, type Json, resolve, type Scope } from './resolve.ts';
import { newSecret } from './secrets.ts';
import type { AwsState, StandInStack } from './state.ts';

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;

/** The names that the template gives; CloudFormation makes one up where there is none. */
const givenName = (type: string, properties: Json): string | undefined =>
  properties.FunctionName && type === 'AWS::Lambda::Function'
    ? properties.FunctionName
    : (properties.RepositoryName ??
      properties.BucketName ??
      properties.LogGroupName ??
      properties.DashboardName);

type Effect = {
  create(state: AwsState, id: string, properties: Json): void;
  remove(state: AwsState, id: string): void;
};

const nothing = () => {};

const publish = (state: AwsState, functionName: string): string => {
  const lambda = state.functions.get(functionName);
  if (!lambda) throw new Error(`There is no function ${functionName}.`);
  const version = String(lambda.versions.length + 1);
  lambda.versions.push({ version, environment: lambda.environment, published: new Date() });
  return version;
};

/** In the order in which they depend on each other. */
const effects: Readonly<Record<string, Effect>> = {
  'AWS::S3::Bucket': {
    create: (state, id) => void (state.buckets.has(id) || state.buckets.set(id, new Map())),
    remove: (state, id) => {
      if (state.buckets.get(id)?.size) throw new Error(`The bucket ${id} is not empty.`);
      state.buckets.delete(id);
    },
  },
  'AWS::ECR::Repository': {
    create: (state, id) => void (state.repositories.has(id) || state.repositories.set(id, new Map())),
    remove: (state, id) => void state.repositories.delete(id),
  },
  'AWS::Lambda::Function': {
    create: (state, id, { Code, Environment }) => {
      const { versions = [], tags = {} } = state.functions.get(id) ?? {};
      const environment = Environment?.Variables ?? {};
      state.functions.set(id, { imageUri: Code.ImageUri, environment, modified: new Date(), versions, tags });
      state.note(`function ${id}`);
    },
    remove: (state, id) => void state.functions.delete(id),
  },
  'AWS::Lambda::Version': { create: nothing, remove: nothing },
  'AWS::Lambda::Alias': {
    create: (state, id, { FunctionName, Name, FunctionVersion }) => {
      state.aliases.set(id, {
        functionName: FunctionName,
        name: Name,
        version: FunctionVersion,
        weights: {},
      });
      state.note(`alias ${FunctionName}:${Name} → ${FunctionVersion}`);
    },
    remove: (state, id) => void state.aliases.delete(id),
  },
  'AWS::SecretsManager::Secret': {
    create: (state, id, properties) =>
      void (state.secrets.has(id) || state.secrets.set(id, newSecret(properties))),
    remove: (state, id) => void state.secrets.delete(id),
  },
  'AWS::Lambda::EventSourceMapping': {
    create: (state, id, { Enabled }) => void state.mappings.set(id, Enabled !== false),
    remove: (state, id) => void state.mappings.delete(id),
  },
};

const typesInOrder = Object.keys(effects);
const rank = ({ Type }: Json): number => typesInOrder.indexOf(Type);

/** Physical ids are stable: a resource keeps its own through every update. */
const physicalId = (
  stack: StandInStack,
  logicalId: string,
  { Type, Properties }: Json,
  scope: Scope,
): string => {
  const properties = resolve(Properties ?? {}, scope);
  if (Type === 'AWS::Lambda::Alias')
    return `${arn('lambda', `function:${properties.FunctionName}`)}:${properties.Name}`;
  return givenName(Type, properties) ?? `${stack.name}-${logicalId}`.toLowerCase();
};

const scopeOf = (stack: StandInStack): Scope => ({
  stackName: stack.name,
  conditions: stack.template.Conditions ?? {},
  ref: (logicalId) => {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new Error(`There is no resource ${logicalId}.`);
    return stack.resources.get(logicalId) ?? physicalId(stack, logicalId, resource, scopeOf(stack));
  },
  attribute: (logicalId, name) =>
    name === 'Version'
      ? stack.resources.get(logicalId)?.split(':').at(-1)
      : arn(name.toLowerCase(), `${stack.resources.get(logicalId) ?? logicalId}`),
});

const event = (
  stack: StandInStack,
  type: string,
  logicalId: string,
  status: string,
  reason?: string,
): void => {
  stack.events.unshift({
    EventId: String(stack.events.length),
    ResourceType: type,
    LogicalResourceId: logicalId,
    ResourceStatus: status,
    ResourceStatusReason: reason,
  });
};

export const stackEvent = (stack: StandInStack, status: string): void => {
  stack.status = status;
  event(stack, 'AWS::CloudFormation::Stack', stack.name, status);
};

const provision = (state: AwsState, stack: StandInStack, logicalId: string, resource: Json): void => {
  if (logicalId === state.brokenResource) throw new Error(`${resource.Type} is not allowed here`);
  const scope = scopeOf(stack);
  const properties = resolve(resource.Properties ?? {}, scope);
  const id =
    resource.Type === 'AWS::Lambda::Version'
      ? `${arn('lambda', 'function')}:${properties.FunctionName}:${publish(state, properties.FunctionName)}`
      : physicalId(stack, logicalId, resource, scope);
  stack.resources.set(logicalId, id);
  effects[resource.Type]?.create(state, id, properties);
};

const unwanted = (before: Json, after: Json): [string, Json][] =>
  Object.entries(before).filter(([logicalId]) => !(logicalId in after));

/** Logical ids of the resources whose part of the template differs. */
export const changedResources = (before: Json, after: Json): string[] => [
  ...Object.keys(after).filter((id) => !isDeepStrictEqual(before[id], after[id])),
  ...unwanted(before, after).map(([id]) => id),
];

/** The API's address leads to the stand-in. */
const reachable = (state: AwsState, output: string): string =>
  /^https:.*\.execute-api\./.test(output) ? `${state.url}/api` : output;

/** Applies a template; the stack keeps the one before when a resource fails. */
export const applyTemplate = (state: AwsState, stack: StandInStack, template: Json): void => {
  const action = stack.template.Resources ? 'UPDATE' : 'CREATE';
  const before = stack.template;
  stackEvent(stack, `${action}_IN_PROGRESS`);
  stack.template = template;
  if (action === 'UPDATE') stack.updated = new Date();
  const scope = scopeOf(stack);
  const wanted = Object.entries<Json>(template.Resources)
    .filter(([, { Condition }]) => conditionHolds(Condition, scope))
    .filter(([id, resource]) => !isDeepStrictEqual(resource, before.Resources?.[id]))
    .sort(([, a], [, b]) => rank(a) - rank(b));
  for (const [logicalId, resource] of wanted) {
    try {
      provision(state, stack, logicalId, resource);
      event(stack, resource.Type, logicalId, `${action}_COMPLETE`);
    } catch (error) {
      event(stack, resource.Type, logicalId, `${action}_FAILED`, (error as Error).message);
      stack.template = before;
      stackEvent(stack, action === 'UPDATE' ? 'UPDATE_ROLLBACK_COMPLETE' : 'ROLLBACK_COMPLETE');
      return;
    }
  }
  for (const [logicalId, { Type, DeletionPolicy }] of unwanted(before.Resources ?? {}, template.Resources)) {
    if (DeletionPolicy !== 'Retain') effects[Type]?.remove(state, stack.resources.get(logicalId) as string);
    stack.resources.delete(logicalId);
  }
  stack.outputs = Object.fromEntries(
    Object.entries<Json>(template.Outputs ?? {})
      .filter(([, { Condition }]) => conditionHolds(Condition, scope))
      .map(([key, { Value }]) => [key, reachable(state, String(resolve(Value, scope)))]),
  );
  stackEvent(stack, `${action}_COMPLETE`);
};

/** The newest first, as they depend on those before. Throws when a bucket still holds something. */
export const removeResources = (state: AwsState, stack: StandInStack): void => {
  const resources = Object.entries<Json>(stack.template.Resources ?? {}).sort(
    ([, a], [, b]) => rank(b) - rank(a),
  );
  for (const [logicalId, { Type }] of resources) {
    const id = stack.resources.get(logicalId);
    if (id) effects[Type]?.remove(state, id);
  }
};
