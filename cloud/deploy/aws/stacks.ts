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
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackRollbackComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import type { StackPort, StackResource } from '#cloud/deploy/steps/ports.ts';
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

export const createStacks = (client: CloudFormationClient): StackPort => {
  const describe = async (StackName: string) =>
    (await client.send(new DescribeStacksCommand({ StackName })).catch(ignore(/does not exist/)))
      ?.Stacks?.[0];

  type Waiter = typeof waitUntilStackCreateComplete;
  const settle = async (StackName: string, waitUntil: Waiter) => {
    try {
      await waitUntil({ client, ...wait }, { StackName });
    } catch (cause) {
      throw new UserError(`The stack ${StackName} failed. ${await failure(client, StackName)}.`, { cause });
    }
  };

  return {
    async read(name) {
      const stack = await describe(name);
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

    async resources(StackName) {
      const resources: StackResource[] = [];
      const pages = paginateListStackResources({ client }, { StackName });
      for await (const { StackResourceSummaries = [] } of pages) {
        // A stack whose deletion failed lists what it is rid of, too.
        const existing = StackResourceSummaries.filter(
          ({ ResourceStatus, PhysicalResourceId }) =>
            ResourceStatus !== 'DELETE_COMPLETE' && PhysicalResourceId,
        );
        for (const { ResourceType, LogicalResourceId, PhysicalResourceId } of existing) {
          const [type = '', logicalId = '', physicalId = ''] = [
            ResourceType,
            LogicalResourceId,
            PhysicalResourceId,
          ];
          resources.push({ type, logicalId, physicalId });
        }
      }
      return resources;
    },

    async changed(StackName) {
      const { LastUpdatedTime, CreationTime = new Date(0) } = (await describe(StackName)) ?? {};
      const began = LastUpdatedTime ?? CreationTime;
      const changed: string[] = [];
      const pages = paginateListStackResources({ client }, { StackName });
      for await (const { StackResourceSummaries = [] } of pages) {
        for (const {
          LastUpdatedTimestamp = new Date(0),
          PhysicalResourceId = '',
        } of StackResourceSummaries) {
          if (LastUpdatedTimestamp >= began) changed.push(PhysicalResourceId);
        }
      }
      return changed;
    },

    async apply(StackName, template) {
      const stack = { StackName, TemplateBody: JSON.stringify(template) };
      if (!(await describe(StackName))) {
        await client.send(new CreateStackCommand(stack));
        return settle(StackName, waitUntilStackCreateComplete);
      }
      const command = new UpdateStackCommand(stack);
      const updating = await client.send(command).catch(ignore(/No updates are to be performed/));
      if (updating) await settle(StackName, waitUntilStackUpdateComplete);
    },

    async delete(StackName) {
      await client.send(new DeleteStackCommand({ StackName }));
      await settle(StackName, waitUntilStackDeleteComplete);
    },

    async continueRollback(StackName) {
      await client.send(new ContinueUpdateRollbackCommand({ StackName }));
      await settle(StackName, waitUntilStackRollbackComplete);
    },

    failure: (name) => failure(client, name),

    async setProtected(StackName, EnableTerminationProtection) {
      const command = new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection });
      await client.send(command);
    },
  };
};
