// `npm run send -- <file>`: puts the events of a file on the bus, locally or in AWS.
import { readFile } from 'node:fs/promises';
import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { log, runCommand } from '#tools/command.ts';
import { UsageError, UserError } from '#tools/userError.ts';
import { createEventClients } from './clients.ts';
import { findEventService, localStage } from './findEventService.ts';

const manual = `npm run send -- <file> [--keep-time] [--stage <stage>] [--region <region>] [--bus <name>]

Puts a CloudEvent, or an array of them, on the bus. docs/events.md says what an event has.

  npm run send -- functions/syncUsers/events/homer-moved.json

  --keep-time  sends the time that the file has                                      (default: the time is now)
  --stage      sends to this stage in AWS                                      (default: to the running npm start)
  --region     of AWS                                                          (default: the SDK's, as AWS_REGION)
  --bus        of another name                                                            (default: users-<stage>)
`;

const cloudEvent = z.looseObject({ type: z.string(), source: z.string(), time: z.string().optional() });
type CloudEvent = z.output<typeof cloudEvent>;

/** PutEvents takes no more: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const maxEntries = 10;

const readEvents = async (file: string): Promise<CloudEvent[]> => {
  try {
    return z.array(cloudEvent).parse([JSON.parse(await readFile(file, 'utf8'))].flat());
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UserError(`${file} holds no CloudEvent: ${reason}`);
  }
};

const toEntry = (event: CloudEvent, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: event.source,
  DetailType: event.type,
  Detail: JSON.stringify(event),
});

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
    for (let start = 0; start < events.length; start += maxEntries) {
      const Entries = events.slice(start, start + maxEntries).map((event) => toEntry(event, bus));
      const { FailedEntryCount, Entries: results = [] } = await eventBridge.send(
        new PutEventsCommand({ Entries }),
      );
      const refused = results.find(({ ErrorMessage }) => ErrorMessage);
      if (FailedEntryCount)
        throw new UserError(`The bus refused ${FailedEntryCount}: ${refused?.ErrorMessage}`);
    }
    log(`Put ${events.length} on ${bus}`);
  },
);
