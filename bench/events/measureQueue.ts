// Sends events over the bus and the queue into a directory.
import type { Progress } from '#bench/harness/createProgress.ts';
import { scalePersonAt } from '#bench/scale/people.ts';
import { createConsumer } from '#tests/faults/events/createConsumer.ts';
import { createEventQueue } from '#tests/faults/queue/createEventQueue.ts';
import { createEvent } from './createEvent.ts';
import type { EventDirectory } from './createEventDirectory.ts';

export type QueueResult = { batchSize: number; events: number /** Per round. */; eventsPerS: number[] };

/** The default of the parameter syncBatchSize, and the most that it takes. */
const batchSizes = [100, 1_000];

const measureRound = async (
  directory: EventDirectory,
  batchSize: number,
  events: readonly ReturnType<typeof createEvent>[],
): Promise<number> => {
  const queue = await createEventQueue({ batchSize, visibilityTimeoutS: 420 });
  const consumer = createConsumer(directory.database);
  const startedMs = performance.now();
  const mapping = await queue.consume((event) => consumer.invoke(event));
  await queue.put(events);
  await queue.untilEmpty();
  const elapsedS = (performance.now() - startedMs) / 1_000;
  await mapping.stop();
  const applied = consumer.lines.reduce((sum, line) => sum + line.applied, 0);
  if (applied !== events.length) throw new Error(`${applied} of ${events.length} events were applied.`);
  await queue.stop();
  return events.length / elapsedS;
};

/** Puts `events` on the bus and waits until the queue is empty, for each size of a batch in turn. */
export const measureQueue = async (
  directory: EventDirectory,
  { rounds, events }: { rounds: number; events: number },
  progress: Progress,
): Promise<QueueResult[]> => {
  const results = batchSizes.map((batchSize): QueueResult => ({ batchSize, events, eventsPerS: [] }));
  const step = progress.start('From the bus', rounds * results.length);
  for (let round = 0; round < rounds; round += 1) {
    for (const { batchSize, eventsPerS } of results) {
      const sent = Array.from({ length: events }, (_, index) => createEvent(scalePersonAt(index)));
      eventsPerS.push(await measureRound(directory, batchSize, sent));
      step();
    }
  }
  return results;
};
