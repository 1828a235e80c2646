// A fault without end, for every time that Lambda may have left: the answer comes in time.
import { endlessFaults, never } from '../endlessFaults.ts';
import { inParallel, newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld } from '../world.ts';

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/** Waiting is virtual but for hanging calls, which are given `hangMs` of real time at most. */
export const remainingTimes = async (stepMs: number, hangMs: number): Promise<Tally> => {
  const tally = newTally();
  const query = 'email=user0@example.com';
  // Nothing can be answered right: every call meets the fault.
  const impossible = { status: 200, body: 'none' };

  const virtual = await createWorld({ clock: virtualClock(), resumeS: never, users: 1 });
  for (const fault of endlessFaults) {
    virtual.api.faults.add({ fault, probability: 1 });
    for (const ms of range(200, 29_000, stepMs))
      await virtual.expect(tally, '/search', query, impossible, ms);
    virtual.api.faults.clear();
  }
  virtual.api.pause();
  for (const ms of range(200, 29_000, stepMs)) await virtual.expect(tally, '/search', query, impossible, ms);
  await virtual.stop();

  const real = await createWorld({ users: 1 });
  real.api.faults.add({ fault: 'hang', probability: 1 });
  const times = range(200, hangMs, 100);
  await inParallel(times.length, times.length, (index) =>
    real.expect(tally, '/search', query, impossible, times[index] as number),
  );
  await real.stop();
  tally.injected = tally.requests;
  return tally;
};
