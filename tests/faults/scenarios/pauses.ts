// The first request after a pause, for resumes of every length. Time is virtual.
import { newTally, type Tally } from '../tally.ts';
import { virtualClock } from '../virtualClock.ts';
import { createWorld } from '../world.ts';

const resumesS = [1, 6, 12, 15, 20, 25, 30, 45];

/** A resume of 25 s or less is waited for; a longer one is answered 503 before API Gateway gives up. */
export const pauses = async (): Promise<Tally> => {
  const tally = newTally();
  for (const resumeS of resumesS) {
    const world = await createWorld({ clock: virtualClock(), resumeS });
    const user = world.users[0];
    for (const [path, query, body] of [
      ['/search', `email=${user?.email}`, user],
      ['/users', 'limit=1', [user]],
    ] as const) {
      world.api.pause();
      tally.injected += 1;
      const unavailable = tally.unavailable;
      await world.expect(tally, path, query, { status: 200, body });
      const answered503 = tally.unavailable > unavailable;
      if (answered503 !== resumeS >= 27) tally.wrong += 1;
      // However it was answered, once the resume is over the next request of the same environment succeeds.
      while (answered503 && (await world.get(path, query)).statusCode !== 200);
    }
    await world.stop();
  }
  return tally;
};
