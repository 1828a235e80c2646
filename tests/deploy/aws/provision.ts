// Stacks of CloudFormation: created, updated, rolled back and deleted, all at once.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
import { isDeepStrictEqual } from 'node:util';
import { creationOrder } from './dependencies.ts';
import { conditionHolds, type Json, resolve, type Scope } from './resolve.ts';
import { givenName, resourceTypes } from './resourceTypes.ts';
import type { AwsState, StandInStack } from './state.ts';

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;

const scopeOf = (stack: StandInStack, template: Json): Scope => ({
  stackName: stack.name,
  conditions: template.Conditions ?? {},
  ref: (logicalId) => stack.resources.get(logicalId),
  attribute: (logicalId, name) => {
    const physicalId = stack.resources.get(logicalId);
    return name === 'Version' ? physicalId?.split(':').at(-1) : arn(name.toLowerCase(), `${physicalId}`);
  },
});

const event = (stack: StandInStack, type: string, id: string, status: string, reason?: string): void => {
  stack.events.unshift({
    EventId: String(stack.events.length),
    ResourceType: type,
    LogicalResourceId: id,
    ResourceStatus: status,
    ResourceStatusReason: reason,
  });
};

export const stackEvent = (stack: StandInStack, status: string): void => {
  stack.status = status;
  event(stack, 'AWS::CloudFormation::Stack', stack.name, status);
};

/** A number for each, as an update of the code or the configuration gets one. Numbers are never used again. */
const publish = (state: AwsState, functionName: string): string => {
  const lambda = state.functions.get(functionName);
  if (!lambda) throw new Error(`There is no function ${functionName}.`);
  const { imageUri, environment, versions } = lambda;
  const last = versions.at(-1);
  if (last && isDeepStrictEqual([last.imageUri, last.environment], [imageUri, environment])) {
    throw new Error(
      `A version for this Lambda function exists ( ${last.version} ). Modify the function to create a new version.`,
    );
  }
  lambda.published += 1;
  const version = String(lambda.published);
  versions.push({ version, imageUri, environment, published: new Date() });
  return version;
};

const newId = (state: AwsState, stack: StandInStack, logicalId: string, type: string, properties: Json) => {
  const { FunctionName, Name } = properties;
  if (type === 'AWS::Lambda::Version') {
    return `${arn('lambda', 'function')}:${FunctionName}:${publish(state, FunctionName)}`;
  }
  if (type === 'AWS::Lambda::Alias') return `${arn('lambda', `function:${FunctionName}`)}:${Name}`;
  state.made += 1;
  return givenName(type, properties) ?? `${stack.name}-${logicalId}-${state.made}`.toLowerCase();
};

/** Creates or updates a resource. Throws with the reason for which AWS refuses it. */
const provision = (state: AwsState, stack: StandInStack, template: Json, logicalId: string): void => {
  const { Type, Properties = {} } = template.Resources[logicalId];
  if (state.refused.provision.has(logicalId)) throw new Error(`${Type} is not allowed here`);
  const properties = resolve(Properties, scopeOf(stack, template));
  const existing = stack.resources.get(logicalId);
  if (existing) {
    resourceTypes[Type]?.update(state, existing, properties);
    return;
  }
  const id = newId(state, stack, logicalId, Type, properties);
  if (state.names.has(`${Type} ${id}`)) throw new Error(`${id} already exists`);
  state.names.add(`${Type} ${id}`);
  stack.resources.set(logicalId, id);
  resourceTypes[Type]?.create(state, id, properties);
};

/** Deletes a resource unless its policy is one of `kept`, and returns whether the stack is rid of it. */
const remove = (
  state: AwsState,
  stack: StandInStack,
  [logicalId, { Type, DeletionPolicy }]: [string, Json],
  kept: readonly string[],
): boolean => {
  const id = stack.resources.get(logicalId);
  if (id === undefined) return true;
  try {
    if (kept.includes(DeletionPolicy)) {
      event(stack, Type, logicalId, 'DELETE_SKIPPED');
    } else {
      if (state.refused.remove.has(logicalId)) throw new Error(`${Type} cannot be deleted now`);
      resourceTypes[Type]?.remove(state, id);
      state.names.delete(`${Type} ${id}`);
      event(stack, Type, logicalId, 'DELETE_COMPLETE');
    }
    stack.resources.delete(logicalId);
    return true;
  } catch (error) {
    event(stack, Type, logicalId, 'DELETE_FAILED', (error as Error).message);
    return false;
  }
};

/** The resources of a template, each before those that it depends on. */
const deletionOrder = ({ Resources = {} }: Json): [string, Json][] =>
  creationOrder(Resources)
    .reverse()
    .map((id) => [id, Resources[id]]);

/** Logical ids of the resources whose part of the template differs. */
export const changedResources = (before: Json, after: Json): string[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])].filter(
    (id) => !isDeepStrictEqual(before[id], after[id]),
  );

/** The API's address leads to the stand-in. */
const reachable = (state: AwsState, output: string): string =>
  /^https:.*\.execute-api\./.test(output) ? `${state.url}/api` : output;

const outputsOf = (state: AwsState, stack: StandInStack): Record<string, string> => {
  const scope = scopeOf(stack, stack.template);
  return Object.fromEntries(
    Object.entries<Json>(stack.template.Outputs ?? {})
      .filter(([, { Condition }]) => conditionHolds(Condition, scope))
      .map(([key, { Value }]) => [key, reachable(state, String(resolve(Value, scope)))]),
  );
};

/** `Retain` keeps what a failed creation has made; `RetainExceptOnCreate` does not. */
const rollBackCreation = (state: AwsState, stack: StandInStack): void => {
  stackEvent(stack, 'ROLLBACK_IN_PROGRESS');
  const removed = deletionOrder(stack.template).map((resource) => remove(state, stack, resource, ['Retain']));
  stackEvent(stack, removed.every(Boolean) ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
};

const restore = (state: AwsState, stack: StandInStack, template: Json, logicalId: string): boolean => {
  const { Type, Properties = {} } = template.Resources[logicalId];
  if (state.refused.restore.has(logicalId)) {
    event(stack, Type, logicalId, 'UPDATE_FAILED', `${Type} cannot be updated back`);
    return false;
  }
  const properties = resolve(Properties, scopeOf(stack, template));
  resourceTypes[Type]?.update(state, stack.resources.get(logicalId) as string, properties);
  event(stack, Type, logicalId, 'UPDATE_COMPLETE');
  return true;
};

/** Takes back an update that failed. What is new and cannot be deleted is left, outside the stack. */
export const rollBackUpdate = (state: AwsState, stack: StandInStack): void => {
  const { before, failed, touched } = stack.rollback as NonNullable<StandInStack['rollback']>;
  stackEvent(stack, 'UPDATE_ROLLBACK_IN_PROGRESS');
  for (const id of touched.filter((id) => id in before.Resources)) {
    if (restore(state, stack, before, id)) continue;
    stackEvent(stack, 'UPDATE_ROLLBACK_FAILED');
    return;
  }
  stackEvent(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  for (const resource of deletionOrder(failed).filter(([id]) => !(id in before.Resources))) {
    remove(state, stack, resource, ['Retain']);
    stack.resources.delete(resource[0]);
  }
  stack.rollback = undefined;
  stackEvent(stack, 'UPDATE_ROLLBACK_COMPLETE');
};

const rollBack = (state: AwsState, stack: StandInStack, before: Json, touched: string[]): void => {
  if (before.Resources) {
    stack.rollback = { before, failed: stack.template, touched };
    stack.template = before;
    rollBackUpdate(state, stack);
  } else {
    rollBackCreation(state, stack);
  }
};

const removeUnwanted = (state: AwsState, stack: StandInStack, before: Json): void => {
  for (const resource of deletionOrder(before).filter(([id]) => !(id in stack.template.Resources))) {
    remove(state, stack, resource, ['Retain', 'RetainExceptOnCreate']);
    stack.resources.delete(resource[0]);
  }
};

/** Applies a template; the stack keeps the one before when a resource fails. */
export const applyTemplate = (state: AwsState, stack: StandInStack, template: Json): void => {
  const before = stack.template;
  const action = before.Resources ? 'UPDATE' : 'CREATE';
  if (action === 'UPDATE') stack.updated = new Date();
  stackEvent(stack, `${action}_IN_PROGRESS`);
  stack.template = template;
  const changed = new Set(changedResources(before.Resources ?? {}, template.Resources));
  const touched: string[] = [];
  for (const id of creationOrder(template.Resources).filter((id) => changed.has(id))) {
    const { Type, Condition } = template.Resources[id];
    if (!conditionHolds(Condition, scopeOf(stack, template))) continue;
    try {
      provision(state, stack, template, id);
      touched.push(id);
      stack.changed.set(id, new Date());
      event(stack, Type, id, `${action}_COMPLETE`);
    } catch (error) {
      event(stack, Type, id, `${action}_FAILED`, (error as Error).message);
      rollBack(state, stack, before, touched);
      return;
    }
  }
  removeUnwanted(state, stack, before);
  stack.outputs = outputsOf(state, stack);
  stackEvent(stack, `${action}_COMPLETE`);
};

/** Deletes a stack, which stays with the resources that cannot be deleted. */
export const deleteStack = (state: AwsState, stack: StandInStack): void => {
  stackEvent(stack, 'DELETE_IN_PROGRESS');
  const kept = ['Retain', 'RetainExceptOnCreate'];
  const removed = deletionOrder(stack.template).map((resource) => remove(state, stack, resource, kept));
  const isGone = removed.every(Boolean);
  stackEvent(stack, isGone ? 'DELETE_COMPLETE' : 'DELETE_FAILED');
  if (isGone) state.stacks.delete(stack.name);
};
