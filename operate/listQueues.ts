// `npm run queues`: the queues of the stage, and why messages became dead letters.

import { createEventClients, type EventService } from '#offline-cloud/server/awsClients.ts';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { explainSdkErrors } from './explainSdkErrors.ts';
import { findEventService, localStage } from './findEventService.ts';
import { placeOptions } from './options.ts';
import { describeQueues } from './queues/describeQueues.ts';
import { readQueue } from './queues/readQueue.ts';
import { stageQueues } from './queues/stageQueues.ts';

const command = {
  name: 'npm run queues',
  description: `Lists the queues: messages that wait, are in flight and are delayed, the age of the oldest, and why messages
    became dead letters. It prints nothing of what they contain.

    Of a dead-letter queue it receives up to 100 messages and makes them visible again: none is removed, their receive count
    grows, and for these seconds npm run redrive does not see them. Queues that functions read are not received from.`,
  options: placeOptions,
};

const listQueues = async (stage: string, service: EventService): Promise<string[]> => {
  const { sqs } = createEventClients(service);
  const read = await Promise.all(stageQueues(stage).map((queue) => readQueue(service, sqs, queue)));
  const found = read.filter((state) => state !== undefined);
  if (found.length === 0) throw new UserError(`There are no queues of the stage ${stage}.`);
  return describeQueues(found);
};

await runCommand(command, async ({ stage, region }) => {
  const service = await findEventService({ stage, region });
  const lines = await explainSdkErrors(() => listQueues(stage ?? localStage, service));
  for (const line of lines) log(line);
});
