// Events while replies are lost, calls are throttled or fail, and the instance pauses.
import type { FaultName } from 'data-api-emulator';
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createHistory } from '../events/createHistory.ts';
import { deliver, toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld } from '../world.ts';

const probabilities: Partial<Record<FaultName, number>> = {
  'reset-after': 0.1,
  'reset-before': 0.02,
  throttling: 0.1,
  'internal-error': 0.02,
  'service-unavailable': 0.02,
  'database-unavailable': 0.02,
  'statement-timeout': 0.02,
  'too-many-connections': 0.02,
};

/** Seconds that the instance takes to resume. */
const resumes = [6, 15, 30, 45];
const batchesPerPause = 20;

const withResume = async (resumeS: number, people: number, seed: number, tally: Tally): Promise<void> => {
  const clock = virtualClock(seed);
  const world = await createWorld({ users: 0, clock, resumeS });
  Object.entries(probabilities).forEach(([fault, probability], index) => {
    world.api.faults.add({ fault: fault as FaultName, probability, seed: seed + index });
  });
  const { delivered, model } = createHistory(people, seed);
  const consumer = createConsumer(world.database, clock.now);
  let batches = 0;
  const invoke = (event: unknown) => {
    batches += 1;
    if (batches % batchesPerPause === 0) world.api.pause();
    return consumer.invoke(event);
  };
  const givenUp = await deliver(toMessages(delivered), { batchSize: 10, width: 4, invoke });
  tally.injected += world.api.faults.list().reduce((sum, { applied }) => sum + applied, 0);
  tally.injected += Math.floor(batches / batchesPerPause);
  world.api.faults.clear();
  tally.lost += givenUp.length;
  tally.late += consumer.late();
  // Every event is valid, whatever happens to it.
  tally.wrong += consumer.lines.reduce((sum, { invalid }) => sum + invalid, 0);
  compare(tally, model, await readPhones(world.connection));
  await world.stop();
};

/** `people` of each resume's time; each has about seven events delivered. Waiting is virtual. */
export const eventFaults = async (people: number, seed: number): Promise<Tally> => {
  const tally = newTally();
  for (const [index, resumeS] of resumes.entries()) {
    await withResume(resumeS, people, seed + index, tally);
  }
  return tally;
};
