// CloudFormation behind the stack port.
import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { UserError } from '#tools/userError.ts';
import type { StackPort, StackResource } from '../ports.ts';

const wait = { maxWaitTime: 600, minDelay: 5 };

const ignore =
  (pattern: RegExp) =>
  (error: Error): undefined => {
    if (error.name === 'ValidationError' && pattern.test(error.message)) return undefined;
    throw error;
  };

const byKey = (entries: readonly (readonly [string | undefined, string | undefined])[]) =>
  Object.fromEntries(entries) as Record<string, string>;

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
      const began = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'].includes(
        ResourceStatus,
      );
      if (began && ResourceType === 'AWS::CloudFormation::Stack') return reason;
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
        for (const { ResourceType, LogicalResourceId, PhysicalResourceId } of StackResourceSummaries) {
          const [type = '', logicalId = ''] = [ResourceType, LogicalResourceId];
          resources.push({ type, logicalId, physicalId: PhysicalResourceId ?? '' });
        }
      }
      return resources;
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
  };
};
