// `npm run send -- <file>`: puts the events of a file on the bus, locally or in AWS.
import { setTimeout as sleep } from 'node:timers/promises';
import { createEventClients } from '#local/events/clients.ts';
import { log, runCommand } from '#tools/command.ts';
import { UsageError } from '#tools/userError.ts';
import { findEventService, localStage } from './findEventService.ts';
import { putEvents } from './putEvents.ts';
import { readUtf8 } from './readUtf8.ts';
import { checkRules } from './sending/checkRules.ts';
import { readEvents } from './sending/readEvents.ts';
import { renewTimes } from './sending/renewTimes.ts';

const manual = `npm run send -- <file> [--keep-time] [--stage <stage>] [--region <region>] [--bus <name>]

Puts the CloudEvents of a file on the bus: one, an array of them, or one per line. The file is UTF-8, and its order counts:
each event is newer than the one before. docs/events.md says what an event has.

  npm run send -- functions/syncUsers/events/homer-moved.json

  --keep-time  sends the times that the file has                 (default: the time is now, and a millisecond more each)
  --stage      sends to this stage in AWS                                      (default: to the running npm start)
  --region     of AWS                                                          (default: the SDK's, as AWS_REGION)
  --bus        of another name                                                            (default: users-<stage>)
`;

/** Of longer files the first events are older than the sending. A directory refuses what is 5 minutes ahead. */
const maxAheadMs = 60_000;

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
    const read = readEvents(await readUtf8(file), file);
    const { eventBridge } = createEventClients(await findEventService({ stage, region }));
    await checkRules(eventBridge, bus, read, log);
    const startMs = Date.now() - Math.max(0, read.length - maxAheadMs);
    await putEvents(eventBridge, bus, keepTime ? read : renewTimes(read, startMs));
    log(`Put ${read.length} on ${bus}`);
    // What is sent next is newer than the last of these.
    if (!keepTime) await sleep(Math.max(0, startMs + read.length - Date.now()));
  },
);
