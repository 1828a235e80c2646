// CloudFormation stacks: create or update, read, delete. Called by awsCloud.ts.
import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import type { Cloud, Outputs } from './cloud.ts';

const maxWaitTime = 600;

const isAbout =
  (pattern: RegExp) =>
  (error: Error): undefined => {
    if (error.name === 'ValidationError' && pattern.test(error.message)) return undefined;
    throw error;
  };

export const stacks = (
  client: CloudFormationClient,
): Pick<Cloud, 'applyStack' | 'stackOutputs' | 'deleteStack'> => {
  const describe = async (StackName: string) =>
    (await client.send(new DescribeStacksCommand({ StackName })).catch(isAbout(/does not exist/)))
      ?.Stacks?.[0];

  return {
    async applyStack(StackName, template) {
      const stack = { StackName, TemplateBody: JSON.stringify(template) };
      if (!(await describe(StackName))) {
        await client.send(new CreateStackCommand(stack));
        await waitUntilStackCreateComplete({ client, maxWaitTime }, { StackName });
        return;
      }
      const update = new UpdateStackCommand(stack);
      const updating = await client.send(update).catch(isAbout(/No updates are to be performed/));
      if (updating) await waitUntilStackUpdateComplete({ client, maxWaitTime }, { StackName });
    },

    async stackOutputs(name): Promise<Outputs | undefined> {
      const stack = await describe(name);
      if (!stack) return undefined;
      const outputs = stack.Outputs ?? [];
      return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    },

    async deleteStack(StackName) {
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete({ client, maxWaitTime }, { StackName });
    },
  };
};
