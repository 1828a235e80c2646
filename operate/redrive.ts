// `npm run redrive`: moves dead letters back to their queue, locally or in AWS.
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { log, runCommand } from '#tools/command.ts';
import { explainSdkErrors } from './explainSdkErrors.ts';
import { findEventService, localStage } from './findEventService.ts';
import { findQueue, moveMessages } from './moveMessages.ts';
import { placeOptions } from './options.ts';
import { deadLetterQueues, type StageQueueName } from './queues/stageQueues.ts';

const command = {
  name: 'npm run redrive',
  description: `Moves the dead letters of a queue back to it, and says what other dead-letter queues hold (npm run queues
    says why). At any later time: an event's order decides, not its arrival.`,
  options: {
    queue: { placeholder: 'name', default: 'sync', description: 'the queue users-<stage>-<name>' },
    ...placeOptions,
  },
} as const;

/** The other queues of what could not be done that are not empty. One that may not be looked at is left out. */
const describeOthers = async (sqs: SQSClient, others: readonly StageQueueName[]): Promise<string[]> => {
  const lines = others.map(async ({ name, redrive }) => {
    const queue = await findQueue(sqs, name).catch(() => undefined);
    const count = Number(queue?.attributes.ApproximateNumberOfMessages ?? 0);
    const command = redrive === undefined ? '' : `: npm run redrive -- --queue ${redrive}`;
    return count === 0 ? [] : [`${name} has ${count}${command}`];
  });
  return (await Promise.all(lines)).flat();
};

await runCommand(command, async ({ stage, region, queue }) => {
  const { sqs } = createEventClients(await findEventService({ stage, region }));
  const name = `users-${stage ?? localStage}-${queue}-dlq`;
  const from = await findQueue(sqs, name);
  await explainSdkErrors(() => moveMessages(sqs, { from, log: (line) => log(`${name}: ${line}`) }));
  const others = deadLetterQueues(stage ?? localStage).filter((other) => other.name !== name);
  for (const line of await describeOthers(sqs, others)) log(line);
});
