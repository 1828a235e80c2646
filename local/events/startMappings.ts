// Makes the stack's part of the event cloud, and runs its event source mappings.
import { SQSClient } from '@aws-sdk/client-sqs';
import { Parts } from '../part.ts';
import { createSqsQueue } from './mapping/sqsQueue.ts';
import { startMapping } from './mapping/startMapping.ts';
import { createEventStack } from './stack/createEventStack.ts';
import type { EventStack } from './stack/readEventStack.ts';

export type MappingsOptions = {
  region: string;
  invoke(functionKey: string, event: object): Promise<string>;
  log(line: string): void;
};

/** So that a dead letter is seen within seconds; EVENT_RETRY_DELAY changes it. */
const defaultRetryDelayS = 2;

/** The SDK's clients find the event cloud and their keys in the environment. */
export const startMappings = async (
  stack: EventStack,
  { region, invoke, log }: MappingsOptions,
): Promise<Parts> => {
  const client = new SQSClient({ region });
  const queues = await createEventStack(stack, client);
  const parts = new Parts();
  for (const { queue, functionKey, windowS, ...options } of stack.mappings) {
    const created = queues.get(queue);
    if (!created) continue;
    const mapping = startMapping({
      ...options,
      queue: createSqsQueue({ client, ...created, region }),
      windowMs: windowS * 1000,
      invoke: (event) => invoke(functionKey, event),
      retryDelayS: Number(process.env.EVENT_RETRY_DELAY_S ?? defaultRetryDelayS),
      log,
    });
    await parts.add(mapping);
  }
  return parts;
};
