// `npm run redrive`: moves dead letters back to their queue, locally or in AWS.
import { log, runCommand } from '#tools/command.ts';
import { createEventClients } from './clients.ts';
import { findEventService, localStage } from './findEventService.ts';
import { findQueue, moveMessages } from './moveMessages.ts';

const manual = `npm run redrive -- [--stage <stage>] [--region <region>] [--queue <name>]

Moves the dead letters of a queue back to it. At any later time: an event's order decides, not its arrival.

  --stage   moves those of this stage in AWS                                    (default: of the running npm start)
  --region  of AWS                                                              (default: the SDK's, as AWS_REGION)
  --queue   users-<stage>-<name>                                                                    (default: sync)
`;

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
    const from = await findQueue(sqs, `users-${stage ?? localStage}-${queue}-dlq`);
    await moveMessages(sqs, { from, log });
  },
);
