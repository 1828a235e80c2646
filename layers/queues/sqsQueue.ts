// A queue of Amazon SQS behind the port of queues.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { roleCredentials } from '#layers/runtime/roleCredentials.ts';
import type { SendingQueue } from './sendingQueue.ts';

type SqsQueueOptions = { queueUrl: string; region: string; now: () => number };

export const createSqsQueue = ({ queueUrl, region, now }: SqsQueueOptions): SendingQueue => {
  const client = new SQSClient({ region, credentials: roleCredentials });
  return {
    async send(body, { deadlineMs }) {
      const abortSignal = AbortSignal.timeout(Math.max(deadlineMs - now(), 0));
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }), { abortSignal });
    },
  };
};
