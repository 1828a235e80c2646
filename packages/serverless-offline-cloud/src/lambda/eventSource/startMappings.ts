// Makes the stack's part of the event cloud, and runs its event source mappings.
import type { SQSEvent } from 'aws-lambda';
import { localRegion } from '../../account.ts';
import { traceBatch } from '../../console/record/traceBatch.ts';
import type { InvocationCause } from '../../console/record/traceInvoke.ts';
import type { Tracer } from '../../console/record/tracer.ts';
import { createEventClients } from '../../server/awsClients.ts';
import { Parts } from '../../server/part.ts';
import { createEventStack } from '../../stack/createEventStack.ts';
import type { EventStack } from '../../stack/eventStack.ts';
import { createMessageFilter } from './messageFilter.ts';
import { createSqsQueue } from './sqsQueue.ts';
import { startMapping } from './startMapping.ts';

export type MappingsOptions = {
  /** Of the event cloud. */
  url: string;
  region?: string;
  invoke(functionKey: string, event: object, cause?: InvocationCause): Promise<string>;
  log(line: string): void;
  /** When failed messages come back, in seconds. By default 2, or EVENT_RETRY_DELAY_S. */
  retryDelayS?: number;
  /** Tells of the batches. */
  tracer?: Tracer | undefined;
};

/** A dead letter is seen within seconds. */
const environmentDelayS = (): number => Number(process.env.EVENT_RETRY_DELAY_S ?? 2);

/** The event that Lambda queued itself. */
const bodyOf = (event: object): object => JSON.parse((event as SQSEvent).Records[0]?.body as string);

export const startMappings = async (
  stack: EventStack,
  { url, region = localRegion, invoke, log, retryDelayS = environmentDelayS(), tracer }: MappingsOptions,
): Promise<Parts> => {
  const clients = createEventClients({ url, region });
  const createStack = () => createEventStack(stack, clients);
  const queues = await createStack();
  const parts = new Parts();
  for (const declared of stack.mappings) {
    const { queue, functionKey, windowS, postpones, isAsynchronous, filters, ...options } = declared;
    const created = queues.get(queue);
    if (!created) throw new Error(`The event cloud has no queue ${queue}.`);
    const itsQueue = stack.queues.find(({ name }) => name === queue);
    const mapping = startMapping({
      ...options,
      queue: createSqsQueue({ client: clients.sqs, ...created, region }),
      takes: createMessageFilter(filters ?? []),
      windowMs: windowS * 1000,
      invoke: (event, cause) => invoke(functionKey, isAsynchronous ? bodyOf(event) : event, cause),
      retryDelayS: postpones ? undefined : retryDelayS,
      // An event cloud that was started again has lost everything.
      restore: createStack,
      log,
      trace: tracer && itsQueue && ((batch) => traceBatch(tracer, itsQueue, batch)),
    });
    await parts.add(mapping);
  }
  return parts;
};
