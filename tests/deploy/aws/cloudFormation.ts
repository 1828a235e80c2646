// CloudFormation: stacks are created, changed, read and deleted, all at once.
import { isDeepStrictEqual } from 'node:util';
import { type AwsAnswer, AwsRefusal, type AwsRequest, members, xml } from './protocol.ts';
import { applyTemplate, changedResources, deleteStack, rollBackUpdate, stackEvent } from './provision.ts';
import type { Json } from './resolve.ts';
import type { AwsState, StandInStack } from './state.ts';

type Parameters = URLSearchParams;

const find = (state: AwsState, name: string | null): StandInStack | undefined =>
  [...state.stacks.values()].find((stack) => stack.name === name || stack.id === name);

const existing = (state: AwsState, parameters: Parameters): StandInStack => {
  const name = parameters.get('StackName');
  const stack = find(state, name);
  if (!stack) throw new AwsRefusal('ValidationError', `Stack with id ${name} does not exist`);
  return stack;
};

/** A body, or an address in S3 such as https://s3.amazonaws.com/<bucket>/<key>. */
const templateOf = (state: AwsState, parameters: Parameters): Json => {
  const body = parameters.get('TemplateBody');
  if (body) return JSON.parse(body);
  const [bucket = '', ...key] = new URL(parameters.get('TemplateURL') ?? '').pathname.slice(1).split('/');
  return JSON.parse(state.buckets.get(bucket)?.get(key.join('/'))?.body ?? '');
};

const tagsOf = (parameters: Parameters): Record<string, string> => {
  const tags: Record<string, string> = {};
  for (let index = 1; parameters.has(`Tags.member.${index}.Key`); index += 1) {
    tags[parameters.get(`Tags.member.${index}.Key`) ?? ''] =
      parameters.get(`Tags.member.${index}.Value`) ?? '';
  }
  return tags;
};

const create = (state: AwsState, name: string, tags: Record<string, string>): StandInStack => {
  const id = `arn:aws:cloudformation:eu-central-1:123456789012:stack/${name}/1`;
  const stack: StandInStack = {
    id,
    name,
    status: 'REVIEW_IN_PROGRESS',
    template: {},
    resources: new Map(),
    changed: new Map(),
    outputs: {},
    tags,
    created: new Date(),
    events: [],
    terminationProtection: false,
    rollback: undefined,
  };
  state.stacks.set(name, stack);
  stackEvent(stack, 'REVIEW_IN_PROGRESS');
  return stack;
};

const refuse = (message: string) => new AwsRefusal('ValidationError', message);

const updatable = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$|^UPDATE_FAILED$/;

const requireUpdatable = ({ id, status }: StandInStack): void => {
  if (!updatable.test(status)) throw refuse(`Stack:${id} is in ${status} state and can not be updated.`);
};

const update = (state: AwsState, stack: StandInStack, template: Json, tags: Record<string, string>): void => {
  state.note(`stack ${stack.name}`);
  stack.tags = tags;
  applyTemplate(state, stack, template);
};

const changeSetOf = (state: AwsState, parameters: Parameters) => {
  const key = `${existing(state, parameters).name} ${parameters.get('ChangeSetName')?.split('/').at(-1)}`;
  const changeSet = state.changeSets.get(key);
  if (!changeSet)
    throw new AwsRefusal('ChangeSetNotFoundException', `ChangeSet [${key}] does not exist`, 404);
  return { key, changeSet };
};

const unchanged = "The submitted information didn't contain changes. Submit different information.";

const describeStack = (stack: StandInStack) => ({
  StackId: stack.id,
  StackName: stack.name,
  StackStatus: stack.status,
  EnableTerminationProtection: stack.terminationProtection,
  CreationTime: stack.created.toISOString(),
  LastUpdatedTime: stack.updated?.toISOString(),
  Outputs: members(
    Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  ),
  Tags: members(Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value }))),
});

const describeResources = (stack: StandInStack) =>
  [...stack.resources].map(([LogicalResourceId, PhysicalResourceId]) => ({
    LogicalResourceId,
    PhysicalResourceId,
    ResourceType: stack.template.Resources[LogicalResourceId]?.Type,
    ResourceStatus: 'CREATE_COMPLETE',
    LastUpdatedTimestamp: (stack.changed.get(LogicalResourceId) ?? stack.created).toISOString(),
    Timestamp: stack.created.toISOString(),
    StackId: stack.id,
    StackName: stack.name,
  }));

const operations: Readonly<Record<string, (state: AwsState, parameters: Parameters) => object>> = {
  DescribeStacks: (state, parameters) => ({ Stacks: members([describeStack(existing(state, parameters))]) }),
  GetTemplate: (state, parameters) => ({
    TemplateBody: JSON.stringify(existing(state, parameters).template),
  }),
  ValidateTemplate: (state, parameters) => ({
    Description: String(templateOf(state, parameters).Description),
  }),
  ListExports: () => ({ Exports: members([]) }),

  CreateStack: (state, parameters) => {
    const name = parameters.get('StackName') ?? '';
    if (find(state, name)) throw new AwsRefusal('AlreadyExistsException', `Stack [${name}] already exists`);
    const stack = create(state, name, tagsOf(parameters));
    update(state, stack, templateOf(state, parameters), stack.tags);
    return { StackId: stack.id };
  },
  UpdateStack: (state, parameters) => {
    const stack = existing(state, parameters);
    requireUpdatable(stack);
    const template = templateOf(state, parameters);
    if (isDeepStrictEqual(template, stack.template)) {
      throw new AwsRefusal('ValidationError', 'No updates are to be performed.');
    }
    update(state, stack, template, tagsOf(parameters));
    return { StackId: stack.id };
  },
  DeleteStack: (state, parameters) => {
    const stack = find(state, parameters.get('StackName'));
    if (!stack) return {};
    if (stack.terminationProtection) {
      throw refuse(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (/(?<!REVIEW)_IN_PROGRESS$/.test(stack.status)) {
      throw refuse(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
    }
    state.note(`delete ${stack.name}`);
    deleteStack(state, stack);
    return {};
  },
  ContinueUpdateRollback: (state, parameters) => {
    const stack = existing(state, parameters);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
      throw refuse(`Stack [${stack.id}] is in ${stack.status} state and can't continue update rollback.`);
    }
    state.note(`continue rollback of ${stack.name}`);
    rollBackUpdate(state, stack);
    return {};
  },
  UpdateTerminationProtection: (state, parameters) => {
    const stack = existing(state, parameters);
    stack.terminationProtection = parameters.get('EnableTerminationProtection') === 'true';
    state.note(`termination protection of ${stack.name} ${stack.terminationProtection ? 'on' : 'off'}`);
    return { StackId: stack.id };
  },

  CreateChangeSet: (state, parameters) => {
    const name = parameters.get('StackName') ?? '';
    const tags = tagsOf(parameters);
    const found = find(state, name);
    if (parameters.get('ChangeSetType') !== 'CREATE') requireUpdatable(existing(state, parameters));
    else if (found && found.status !== 'REVIEW_IN_PROGRESS') {
      throw refuse(`Stack [${name}] already exists and cannot be created again with the changeSet.`);
    }
    const stack = found ?? create(state, name, tags);
    const template = templateOf(state, parameters);
    const changed = !isDeepStrictEqual(template, stack.template) || !isDeepStrictEqual(tags, stack.tags);
    const changeSetName = parameters.get('ChangeSetName') ?? '';
    const status = changed ? 'CREATE_COMPLETE' : 'FAILED';
    state.changeSets.set(`${stack.name} ${changeSetName}`, { template, tags, status });
    return { Id: `${stack.id}/changeSet/${changeSetName}`, StackId: stack.id };
  },
  DescribeChangeSet: (state, parameters) => {
    const stack = existing(state, parameters);
    const { template, status } = changeSetOf(state, parameters).changeSet;
    const ids = changedResources(stack.template.Resources ?? {}, template.Resources);
    return {
      ChangeSetName: parameters.get('ChangeSetName'),
      StackId: stack.id,
      StackName: stack.name,
      Status: status,
      StatusReason: status === 'FAILED' ? unchanged : undefined,
      Changes: members(ids.map((LogicalResourceId) => ({ ResourceChange: { LogicalResourceId } }))),
    };
  },
  DeleteChangeSet: (state, parameters) => {
    state.changeSets.delete(`${existing(state, parameters).name} ${parameters.get('ChangeSetName')}`);
    return {};
  },
  ExecuteChangeSet: (state, parameters) => {
    const { key, changeSet } = changeSetOf(state, parameters);
    const stack = existing(state, parameters);
    if (stack.status !== 'REVIEW_IN_PROGRESS') requireUpdatable(stack);
    update(state, stack, changeSet.template, changeSet.tags);
    state.changeSets.delete(key);
    return {};
  },

  DescribeStackEvents: (state, parameters) => {
    const { id, name, events } = existing(state, parameters);
    const shown = events.map((event) => ({
      ...event,
      StackId: id,
      StackName: name,
      Timestamp: '2026-11-24T00:00:00Z',
    }));
    return { StackEvents: members(shown) };
  },
  ListStackResources: (state, parameters) => ({
    StackResourceSummaries: members(describeResources(existing(state, parameters))),
  }),
  DescribeStackResources: (state, parameters) => ({
    StackResources: members(describeResources(existing(state, parameters))),
  }),
  DescribeStackResource: (state, parameters) => {
    const stack = existing(state, parameters);
    const wanted = parameters.get('LogicalResourceId');
    const found = describeResources(stack).find(({ LogicalResourceId }) => LogicalResourceId === wanted);
    if (!found)
      throw new AwsRefusal('ValidationError', `Resource ${wanted} does not exist for stack ${stack.name}`);
    return { StackResourceDetail: found };
  },
};

export const cloudFormationOperations: readonly string[] = Object.keys(operations);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html, in the Query protocol. */
export const answerCloudFormation = (state: AwsState, { body }: AwsRequest): AwsAnswer => {
  const parameters = new URLSearchParams(body);
  const action = parameters.get('Action') ?? '';
  const operation = operations[action];
  if (!operation) throw new AwsRefusal('InvalidAction', `CloudFormation's ${action} is not known here`);
  return xml({ [`${action}Response`]: { [`${action}Result`]: operation(state, parameters) } });
};

/** An error in the Query protocol. */
export const refuseQuery = ({ name, message, status }: AwsRefusal): AwsAnswer =>
  xml(
    { ErrorResponse: { Error: { Type: 'Sender', Code: name, Message: message }, RequestId: 'aws-request' } },
    status,
  );
