// Invalid events in the queue: they die alone, and are applied once when mended and moved back.
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createEventQueue } from '../queue/createEventQueue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

/** In place of an address: no address, until it is mended. */
const poison = 'no address';

/** A number of each event's own. */
const phoneOf = (id: string): string => `+1 888 ${id.replaceAll(/\D/g, ' ')}`.trim();

const eventOf = (id: string, email: string) => ({
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/test',
  id,
  time: '2026-01-01T00:00:00Z',
  data: { email, phoneNumber: phoneOf(id) },
});

const settle = async (size: number, tally: Tally): Promise<void> => {
  const world = await createWorld({ users: 0 });
  const consumer = createConsumer(world.database);
  const queue = await createEventQueue({ batchSize: size, visibilityTimeoutS: 420 });
  const mapping = await queue.consume((event) => consumer.invoke(event));
  const emails = Array.from({ length: size }, (_, index) => `user${index}.${size}@example.com`);
  const place = Math.floor(size / 2);
  await queue.put(emails.map((email, index) => eventOf(email, index === place ? poison : email)));
  await queue.untilEmpty();
  const dead = await queue.takeDead();
  tally.injected += 1;
  if (dead.length !== 1 || !dead[0]?.includes(poison)) tally.wrong += 1;

  const appliedBefore = consumer.lines.reduce((sum, { applied }) => sum + applied, 0);
  await queue.redrive(dead.map((body) => body.replace(poison, emails[place] as string)));
  await queue.untilEmpty();
  await mapping.stop();
  const applied = consumer.lines.reduce((sum, line) => sum + line.applied, 0) - appliedBefore;
  if (applied !== 1) tally.wrong += 1;
  tally.lost += (await queue.takeDead()).length;
  compare(tally, new Map(emails.map((email) => [email, phoneOf(email)])), await readPhones(world.connection));
  await queue.stop();
  await world.stop();
};

/** One invalid event among so many of each size, which is the size of a batch too. */
export const queuePoison = async (sizes: readonly number[]): Promise<Tally> => {
  const tally = newTally();
  for (const size of sizes) await settle(size, tally);
  return tally;
};
