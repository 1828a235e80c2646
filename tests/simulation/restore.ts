// Restores of the database to a moment of the history, and what operators do after one.
import { migrateDatabase } from './actions/operations.ts';
import type { Tables } from './database/tables.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Copies of the tables at random moments, the first of them at once. */
export const takeBackups = (world: World, random: Random): Tables[] => {
  const backups = [structuredClone(world.dataApi.tables)];
  const take = () => void backups.push(structuredClone(world.dataApi.tables));
  for (let count = random.between(0, 3); count > 0; count -= 1)
    world.scheduler.startTimer(take, random.between(0, 600_000));
  return backups;
};

/** Restores a backup, migrates, and replays the archive of the bus, with faults. */
export const restoreDatabase = async (
  world: World,
  backups: readonly Tables[],
  random: Random,
  settle: (world: World) => Promise<void>,
): Promise<void> => {
  const { dataApi, history, network, syncQueue, trace } = world;
  trace('the database is restored');
  dataApi.tables = structuredClone(random.pick(backups));
  world.functions.replaceAll();
  history.isRestored = true;
  network.isFaulty = random.chance(0.5);
  await migrateDatabase(world);
  for (const body of history.archive) syncQueue.send(body, random.between(0, 60_000));
  await settle(world);
  network.isFaulty = false;
  syncQueue.redrive();
  await settle(world);
};
