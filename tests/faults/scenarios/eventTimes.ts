// Events under an endless fault, for every remaining time: the batch goes back in time.

import { endlessFaults, never } from '../endlessFaults.ts';
import { createConsumer, timeoutMs } from '../events/createConsumer.ts';
import { createHistory } from '../events/createHistory.ts';
import { toMessages } from '../events/queue.ts';
import { inParallel, newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld, type World } from '../world.ts';

const times = (stepMs: number, toMs: number): number[] =>
  Array.from({ length: Math.floor((toMs - 1_000) / stepMs) + 1 }, (_, index) => 1_000 + index * stepMs);

const event = { Records: toMessages(createHistory(3, 1).delivered.slice(0, 10)) };

/** All of the batch must come back: `right` when it does, `wrong` when one event was taken for applied. */
const expectBack = async (
  world: World,
  tally: Tally,
  now: () => number,
  remaining: readonly number[],
): Promise<void> => {
  const consumer = createConsumer(world.database, now);
  await inParallel(remaining.length, now === Date.now ? remaining.length : 1, async (index) => {
    const answer = await consumer.invoke(event, remaining[index]);
    const { batchItemFailures } = answer as { batchItemFailures: unknown[] };
    tally.requests += 1;
    if (batchItemFailures.length === event.Records.length) tally.right += 1;
    else tally.wrong += 1;
  });
  tally.late += consumer.late();
};

/** Waiting is virtual but for hanging calls, which are given `hangMs` of real time at most. */
export const eventTimes = async (stepMs: number, hangMs: number): Promise<Tally> => {
  const tally = newTally();
  const clock = virtualClock();
  const virtual = await createWorld({ clock, resumeS: never, users: 0 });
  for (const fault of endlessFaults) {
    virtual.api.faults.add({ fault, probability: 1 });
    await expectBack(virtual, tally, clock.now, times(stepMs, timeoutMs));
    virtual.api.faults.clear();
  }
  virtual.api.pause();
  await expectBack(virtual, tally, clock.now, times(stepMs, timeoutMs));
  await virtual.stop();

  const real = await createWorld({ users: 0 });
  real.api.faults.add({ fault: 'hang', probability: 1 });
  await expectBack(real, tally, Date.now, times(500, hangMs));
  await real.stop();
  tally.injected = tally.requests;
  return tally;
};
