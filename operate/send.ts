// `npm run send -- <file>`: puts the events of a file on the bus, locally or in AWS.
import { setTimeout as sleep } from 'node:timers/promises';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { log, runCommand } from '#tools/command.ts';
import { findEventService, localStage } from './findEventService.ts';
import { placeOptions } from './options.ts';
import { putEvents } from './putEvents.ts';
import { readUtf8 } from './readUtf8.ts';
import { checkRules } from './sending/checkRules.ts';
import { readEvents } from './sending/readEvents.ts';
import { renewTimes } from './sending/renewTimes.ts';

const command = {
  name: 'npm run send',
  description: `Puts the CloudEvents of a file on the bus: one, an array of them, or one per line. The file is UTF-8, and its
    order counts: each event is newer than the one before. docs/events.md says what an event has.`,
  arguments: { file: { description: 'a file of CloudEvents, in JSON or JSON Lines' } },
  options: {
    keepTime: {
      type: 'boolean',
      description:
        'sends the times that the file has (default: the time is now, and a millisecond more each)',
    },
    bus: { placeholder: 'name', description: 'a bus of another name (default: users-<stage>)' },
    ...placeOptions,
  },
  examples: ['npm run send -- functions/syncUsers/events/homer-moved.json'],
} as const;

/** How far ahead of now a new time may be. A directory refuses 5 minutes; the first events of a longer file are older than now. */
const maxAheadMs = 60_000;

await runCommand(command, async ({ file, keepTime, stage, region, bus = `users-${stage ?? localStage}` }) => {
  const read = readEvents(await readUtf8(file), file);
  const { eventBridge } = createEventClients(await findEventService({ stage, region }));
  await checkRules(eventBridge, bus, read, log);
  const startMs = Date.now() - Math.max(0, read.length - maxAheadMs);
  await putEvents(eventBridge, bus, keepTime ? read : renewTimes(read, startMs));
  log(`Put ${read.length} on ${bus}`);
  // What is sent next is newer than the last of these.
  if (!keepTime) await sleep(Math.max(0, startMs + read.length - Date.now()));
});
