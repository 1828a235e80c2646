// CloudFormation behind the stack port.
import {
  type CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  type StackResourceSummary,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackRollbackComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import type { StackPort } from '#cloud/deploy/steps/ports.ts';
import { UserError } from '#tools/userError.ts';

/** An Aurora cluster is deleted in about a quarter of an hour. */
const wait = { maxWaitTime: 3_600, minDelay: 5 };

const ignore =
  (pattern: RegExp) =>
  (error: Error): undefined => {
    if (error.name === 'ValidationError' && pattern.test(error.message)) return undefined;
    throw error;
  };

const byKey = (entries: readonly (readonly [string | undefined, string | undefined])[]) =>
  Object.fromEntries(entries) as Record<string, string>;

const beginnings = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'];

/** Why the last operation on a stack failed, by the first resource that did. */
const failure = async (client: CloudFormationClient, StackName: string): Promise<string> => {
  let reason = 'CloudFormation gives no reason';
  // The newest event comes first, and the last operation begins with an event about the stack itself.
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
    for (const {
      ResourceStatus = '',
      LogicalResourceId,
      ResourceStatusReason,
      ResourceType,
    } of StackEvents) {
      if (ResourceStatus.endsWith('_FAILED')) reason = `${LogicalResourceId}: ${ResourceStatusReason}`;
      if (beginnings.includes(ResourceStatus) && ResourceType === 'AWS::CloudFormation::Stack') return reason;
    }
  }
  return reason;
};

const describe = async (client: CloudFormationClient, StackName: string) =>
  (await client.send(new DescribeStacksCommand({ StackName })).catch(ignore(/does not exist/)))?.Stacks?.[0];

/** The resources that a stack has. One whose deletion failed lists what it is rid of, too. */
const list = async (client: CloudFormationClient, StackName: string): Promise<StackResourceSummary[]> => {
  const found: StackResourceSummary[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    found.push(...StackResourceSummaries);
  }
  return found.filter(
    ({ ResourceStatus, PhysicalResourceId }) => ResourceStatus !== 'DELETE_COMPLETE' && PhysicalResourceId,
  );
};

const createReads = (
  client: CloudFormationClient,
): Pick<StackPort, 'read' | 'template' | 'resources' | 'changed' | 'failure'> => ({
  async read(name) {
    const stack = await describe(client, name);
    if (!stack) return undefined;
    return {
      status: stack.StackStatus ?? '',
      outputs: byKey((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
      tags: byKey((stack.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
      isProtected: stack.EnableTerminationProtection ?? false,
      changedAt: stack.LastUpdatedTime ?? stack.CreationTime ?? new Date(0),
    };
  },

  async template(StackName) {
    const command = new GetTemplateCommand({ StackName, TemplateStage: 'Original' });
    return JSON.parse((await client.send(command)).TemplateBody ?? '{}');
  },

  async resources(name) {
    return (await list(client, name)).map(
      ({
        ResourceType: type = '',
        LogicalResourceId: logicalId = '',
        PhysicalResourceId: physicalId = '',
      }) => ({
        type,
        logicalId,
        physicalId,
      }),
    );
  },

  async changed(name) {
    const stack = await describe(client, name);
    const began = stack?.LastUpdatedTime ?? stack?.CreationTime ?? new Date(0);
    return (await list(client, name))
      .filter(({ LastUpdatedTimestamp = new Date(0) }) => LastUpdatedTimestamp >= began)
      .map(({ PhysicalResourceId = '' }) => PhysicalResourceId);
  },

  failure: (name) => failure(client, name),
});

type Waiter = typeof waitUntilStackCreateComplete;

/** Waits until an operation has ended. Throws UserError with the reason for which it failed. */
const settle = async (client: CloudFormationClient, StackName: string, waitUntil: Waiter): Promise<void> => {
  try {
    await waitUntil({ client, ...wait }, { StackName });
  } catch (cause) {
    throw new UserError(`The stack ${StackName} failed. ${await failure(client, StackName)}.`, { cause });
  }
};

const createChanges = (
  client: CloudFormationClient,
): Pick<StackPort, 'apply' | 'delete' | 'continueRollback' | 'setProtected'> => ({
  async apply(StackName, template) {
    const stack = { StackName, TemplateBody: JSON.stringify(template) };
    if (!(await describe(client, StackName))) {
      await client.send(new CreateStackCommand(stack));
      return settle(client, StackName, waitUntilStackCreateComplete);
    }
    const command = new UpdateStackCommand(stack);
    const updating = await client.send(command).catch(ignore(/No updates are to be performed/));
    if (updating) await settle(client, StackName, waitUntilStackUpdateComplete);
  },

  async delete(StackName) {
    await client.send(new DeleteStackCommand({ StackName }));
    await settle(client, StackName, waitUntilStackDeleteComplete);
  },

  async continueRollback(StackName) {
    await client.send(new ContinueUpdateRollbackCommand({ StackName }));
    await settle(client, StackName, waitUntilStackRollbackComplete);
  },

  async setProtected(StackName, EnableTerminationProtection) {
    const command = new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection });
    await client.send(command);
  },
});

export const createStacks = (client: CloudFormationClient): StackPort => ({
  ...createReads(client),
  ...createChanges(client),
});
