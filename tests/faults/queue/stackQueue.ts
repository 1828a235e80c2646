// What queues of a stack have in common: the mapping that consumes, and the count of messages.
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { startMappings } from '#offline-cloud/lambda/eventSource/startMappings.ts';
import type { Part } from '#offline-cloud/server/part.ts';
import type { EventStack } from '#offline-cloud/stack/eventStack.ts';

export type InvokeFunction = (event: object) => Promise<unknown>;

/** Starts the mappings of the stack; what fails comes back at once. */
export const consumeStack = (stack: EventStack, url: string, invoke: InvokeFunction): Promise<Part> =>
  startMappings(stack, {
    url,
    log: () => {},
    retryDelayS: 0,
    invoke: async (_function, event) => JSON.stringify(await invoke(event)),
  });

/** Messages that wait or are in work. */
export const countMessages = async (sqs: SQSClient, QueueUrl: string): Promise<number> => {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await sqs.send(command);
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
};
