// `npm run redrive`: moves dead letters back to their queue, locally or in AWS.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { createEventClients } from './clients.ts';
import { findEventService, localStage } from './findEventService.ts';

const manual = `npm run redrive -- [--stage <stage>] [--region <region>] [--queue <name>]

Moves the dead letters of a queue back to it. At any later time: an event's order decides, not its arrival.

  --stage   moves those of this stage in AWS                                    (default: of the running npm start)
  --region  of AWS                                                              (default: the SDK's, as AWS_REGION)
  --queue   users-<stage>-<name>                                                                    (default: sync)
`;

const findArn = async (sqs: SQSClient, name: string): Promise<string> => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name })).catch((error: Error) => {
    throw new UserError(`${name}: ${error.message}`);
  });
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  return (await sqs.send(command)).Attributes?.QueueArn as string;
};

const describe = ({
  ApproximateNumberOfMessagesMoved: moved = 0,
  ApproximateNumberOfMessagesToMove: all = 0,
}: ListMessageMoveTasksResultEntry) => `Moved ${moved} of ${Math.max(moved, all)}`;

/** Resolves when the latest task of the queue has ended. Throws UserError when it failed. */
const follow = async (sqs: SQSClient, SourceArn: string): Promise<void> => {
  for (let shown = ''; ; await sleep(500)) {
    const { Results: [task = {}] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    if (describe(task) !== shown) log(describe(task));
    shown = describe(task);
    if (task.Status === 'COMPLETED') return;
    if (task.Status !== 'RUNNING')
      throw new UserError(`${task.Status}: ${task.FailureReason ?? 'by a request'}`);
  }
};

await runCommand(
  {
    manual,
    flags: {
      stage: { type: 'string' },
      region: { type: 'string' },
      queue: { type: 'string', default: 'sync' },
    },
  },
  async ({ stage, region, queue }) => {
    const { sqs } = createEventClients(await findEventService({ stage, region }));
    const SourceArn = await findArn(sqs, `users-${stage ?? localStage}-${queue}-dlq`);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    await follow(sqs, SourceArn);
  },
);
