// Reads while some calls are throttled, fail, are reset or hang, and the instance pauses.
import { inParallel, newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

const probabilities = {
  throttling: 0.05,
  'internal-error': 0.007,
  'service-unavailable': 0.007,
  'database-unavailable': 0.006,
  'reset-before': 0.01,
  'reset-after': 0.01,
  hang: 0.01,
} as const;

export const mixedFaults = async (requests: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ resumeS: 1 });
  const tally = newTally();
  Object.entries(probabilities).forEach(([fault, probability], index) => {
    world.api.faults.add({ fault: fault as keyof typeof probabilities, probability, seed: seed + index });
  });
  const firstPage = world.users.slice(0, 10);
  let pauses = 0;
  await inParallel(requests, 50, async (index) => {
    if (index % 2_000 === 1_000) {
      world.api.pause();
      pauses += 1;
    }
    const user = world.users[index % world.users.length];
    if (index % 3 === 0) await world.expect(tally, '/users', 'limit=10', { status: 200, body: firstPage });
    else if (index % 3 === 1)
      await world.expect(tally, '/search', `email=${user?.email}`, { status: 200, body: user });
    else await world.expect(tally, '/search', `email=nobody${index}@example.com`, { status: 404 });
  });
  tally.injected = world.api.faults.list().reduce((sum, { applied }) => sum + applied, pauses);
  await world.stop();
  return tally;
};
