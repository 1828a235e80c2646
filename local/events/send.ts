// `npm run send -- <file>`: puts the events of a file on the bus, locally or in AWS.
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { log, runCommand } from '#tools/command.ts';
import { UsageError, UserError } from '#tools/userError.ts';
import { createEventClients } from './clients.ts';
import { findEventService, localStage } from './findEventService.ts';
import { putEvents } from './putEvents.ts';

const manual = `npm run send -- <file> [--keep-time] [--stage <stage>] [--region <region>] [--bus <name>]

Puts a CloudEvent, or an array of them, on the bus. docs/events.md says what an event has.

  npm run send -- functions/syncUsers/events/homer-moved.json

  --keep-time  sends the time that the file has                                      (default: the time is now)
  --stage      sends to this stage in AWS                                      (default: to the running npm start)
  --region     of AWS                                                          (default: the SDK's, as AWS_REGION)
  --bus        of another name                                                            (default: users-<stage>)
`;

const cloudEvent = z.looseObject({ type: z.string(), source: z.string(), time: z.string().optional() });

const readEvents = async (file: string): Promise<z.output<typeof cloudEvent>[]> => {
  try {
    return z.array(cloudEvent).parse([JSON.parse(await readFile(file, 'utf8'))].flat());
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UserError(`${file} holds no CloudEvent: ${reason}`);
  }
};

await runCommand(
  {
    manual,
    flags: {
      'keep-time': { type: 'boolean', default: false },
      stage: { type: 'string' },
      region: { type: 'string' },
      bus: { type: 'string' },
    },
    maxArguments: 1,
  },
  async ({ 'keep-time': keepTime, stage, region, bus = `users-${stage ?? localStage}` }, [file]) => {
    if (!file) throw new UsageError('Name a file of events; --help shows how.');
    const time = new Date().toISOString();
    const read = await readEvents(file);
    const events = keepTime ? read : read.map((event) => ({ ...event, time }));
    const { eventBridge } = createEventClients(await findEventService({ stage, region }));
    await putEvents(eventBridge, bus, events);
    log(`Put ${events.length} on ${bus}`);
  },
);
