// Moves the messages of a dead-letter queue, and follows the task until it has ended.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type QueueAttributeName,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { UserError } from '#tools/userError.ts';

export type FoundQueue = {
  url: string;
  arn: string;
  attributes: Partial<Record<QueueAttributeName, string>>;
};

/** Throws UserError where there is no such queue. */
export const findQueue = async (sqs: SQSClient, name: string): Promise<FoundQueue> => {
  const { QueueUrl = '' } = await sqs
    .send(new GetQueueUrlCommand({ QueueName: name }))
    .catch((error: Error) => {
      throw new UserError(`${name}: ${error.message}`);
    });
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await sqs.send(command);
  return { url: QueueUrl, arn: Attributes.QueueArn ?? '', attributes: Attributes };
};

const describe = ({
  ApproximateNumberOfMessagesMoved: moved = 0,
  ApproximateNumberOfMessagesToMove: all = 0,
}: ListMessageMoveTasksResultEntry) => `Moved ${moved} of ${Math.max(moved, all)}`;

export type MessageMove = {
  from: FoundQueue;
  /** Absent for the queue that each message came from. SQS knows none of a message that was sent to `from` itself. */
  to?: FoundQueue;
  /** Told how far it is, whenever that has changed. */
  log(line: string): void;
};

/** Resolves when the task has ended. Throws UserError when it failed. */
export const moveMessages = async (sqs: SQSClient, { from, to, log }: MessageMove): Promise<void> => {
  const DestinationArn = to?.arn;
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: from.arn, DestinationArn }));
  for (let shown = ''; ; await sleep(500)) {
    const command = new ListMessageMoveTasksCommand({ SourceArn: from.arn });
    const { Results: [task = {}] = [] } = await sqs.send(command);
    if (describe(task) !== shown) log(describe(task));
    shown = describe(task);
    if (task.Status === 'COMPLETED') return;
    if (task.Status !== 'RUNNING')
      throw new UserError(`${task.Status}: ${task.FailureReason ?? 'by a request'}`);
  }
};
