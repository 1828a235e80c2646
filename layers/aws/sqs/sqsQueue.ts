// An Amazon SQS queue behind the port of queues.
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { roleCredentials } from '#layers/aws/roleCredentials.ts';
import type { InvokingQueue } from './invokingQueue.ts';

type SqsQueueOptions = { queueUrl: string; region: string; now: () => number };

export const createSqsQueue = ({ queueUrl: QueueUrl, region, now }: SqsQueueOptions): InvokingQueue => {
  const client = new SQSClient({ region, credentials: roleCredentials });
  const optionsOf = ({ deadlineMs }: CallContext) => ({
    abortSignal: AbortSignal.timeout(Math.max(deadlineMs - now(), 0)),
  });
  return {
    async send(MessageBody, call) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }), optionsOf(call));
    },
    async postpone({ handle: ReceiptHandle }, VisibilityTimeout, call) {
      const command = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout });
      await client.send(command, optionsOf(call));
    },
  };
};
