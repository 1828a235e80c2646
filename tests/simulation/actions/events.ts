// Senders of events: somebody gets in, moves or leaves, told late, twice, or wrongly.
import { keyOfEmail } from '../history.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';

export const people = Array.from({ length: 8 }, (_, index) => `person${index}@sim.example`);

/** Spelled as senders do. */
export const spell = (email: string, random: Random): string =>
  random.chance(0.2) ? email.toUpperCase() : email;

const invalidBodies = ['no JSON', '{}', '{"specversion":"1.0","type":"directory.user.upserted.v1"}'];

const formatEvent = (type: string, id: string, rank: number, data: object): string =>
  JSON.stringify({
    specversion: '1.0',
    type: `directory.user.${type}.v1`,
    source: '/simulation',
    id,
    time: new Date(rank).toISOString(),
    data,
  });

/** Sends one event about the person, and remembers it. */
export const tellOf = (world: World, email: string, random: Random, rank = world.scheduler.now()): void => {
  const { history, syncQueue } = world;
  const isDeletion = random.chance(0.25);
  const phone = isDeletion ? null : history.newPhone();
  const spelled = spell(email, random);
  const id = random.uuid();
  const body = isDeletion
    ? formatEvent('deleted', id, rank, { email: spelled })
    : formatEvent('upserted', id, rank, { email: spelled, phoneNumber: phone });
  history.changes.push({ email: spelled, phone, rank, place: isDeletion ? 2 : 0 });
  history.archive.push(body);
  world.trace(`event ${keyOfEmail(email)} ${phone ?? 'leaves'} rank ${rank}`);
  const times = random.chance(0.1) ? 2 : 1;
  for (let time = 0; time < times; time += 1)
    syncQueue.send(body, random.between(0, random.pick([100, 10_000, 600_000])));
};

export const sendEvent = async (world: World, random: Random): Promise<void> => {
  if (random.chance(0.03)) return world.syncQueue.send(random.pick(invalidBodies));
  // Some senders are late, and some tell of the very same millisecond.
  const lateMs = random.between(0, random.pick([0, 1_000, 3_600_000]));
  const now = world.scheduler.now() - lateMs;
  const rank = random.chance(0.1) ? Math.floor(now / 1_000) * 1_000 : now;
  tellOf(world, random.pick(people), random, rank);
};
