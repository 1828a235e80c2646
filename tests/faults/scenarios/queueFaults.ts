// Events from the bus to the database, while calls fail and the instance pauses.
import type { FaultName } from 'data-api-emulator';
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createHistory } from '../events/createHistory.ts';
import { createEventQueue } from '../queue/createEventQueue.ts';
import { newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld } from '../world.ts';

const probabilities: Partial<Record<FaultName, number>> = {
  'reset-after': 0.1,
  throttling: 0.1,
  'internal-error': 0.05,
  'database-unavailable': 0.05,
};

/** Seconds that the instance takes to resume, by turns. */
const resumes = [6, 15, 30, 45];

const batchesPerPause = 20;

/** Locally, what failed comes back after two seconds; in the cloud, after minutes. */
const returnDelayMs = 2_000;

/** As in production: far longer than the scenario, so that nothing comes back because it was slow. */
const stackOptions = { batchSize: 10, visibilityTimeoutS: 420 };

const settle = async (people: number, seed: number, resumeS: number, tally: Tally): Promise<void> => {
  const clock = virtualClock(seed);
  const world = await createWorld({ users: 0, clock, resumeS });
  Object.entries(probabilities).forEach(([fault, probability], index) => {
    world.api.faults.add({ fault: fault as FaultName, probability, seed: seed + index });
  });
  const consumer = createConsumer(world.database, clock.now);
  const queue = await createEventQueue(stackOptions);
  let batches = 0;
  const mapping = await queue.consume(async (event) => {
    batches += 1;
    if (batches % batchesPerPause === 2) world.api.pause();
    const answer = await consumer.invoke(event);
    if (JSON.stringify(answer).includes('itemIdentifier')) await clock.sleep(returnDelayMs);
    return answer;
  });
  const { delivered, model } = createHistory(people, seed);
  await queue.put(delivered);
  await queue.untilEmpty();
  await mapping.stop();
  tally.injected += world.api.faults.list().reduce((sum, { applied }) => sum + applied, 0);
  tally.injected += Math.ceil(batches / batchesPerPause);
  // Every event is valid: none may die, however long the instance took.
  tally.lost += (await queue.takeDead()).length;
  tally.late += consumer.late();
  compare(tally, model, await readPhones(world.connection));
  await queue.stop();
  await world.stop();
};

/** A history of `people` per seed. Waiting is virtual. */
export const queueFaults = async (seeds: number, people: number, seed: number): Promise<Tally> => {
  const tally = newTally();
  for (let index = 0; index < seeds; index += 1) {
    await settle(people, seed + index, resumes[index % resumes.length] as number, tally);
  }
  return tally;
};
