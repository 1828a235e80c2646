// What operators do beside: deployments, rotations, purges, and Aurora's pauses.

import { maxLateMs } from '../network.ts';
import type { Random } from '../random.ts';
import { type AccountName, rotatedAccounts, secretArns } from '../secretNames.ts';
import type { World } from '../world.ts';
import { invokeOnce, invokeUntilDone } from './invoke.ts';

const waitMs = 1_000;

/** Not beside a lift: the migration may erase the person again, from the list that it has read (docs/privacy.md). */
export const migrateDatabase = async (world: World): Promise<void> => {
  const { history, scheduler } = world;
  while (history.lifts > 0) await scheduler.sleep(waitMs);
  history.migrations += 1;
  // Two deployments at once: one of them waits for the other, and may be told so.
  await invokeUntilDone(world, 'migrate', {}, ['MigrationRefused']);
  await scheduler.sleep(maxLateMs);
  history.migrations -= 1;
};

export const deploy = async (world: World): Promise<void> => {
  world.functions.replaceAll();
  await migrateDatabase(world);
};

/** In the order of docs/operations.md: propose, let `migrate` make the user, promote. */
export const rotatePassword = async (world: World, random: Random): Promise<void> => {
  const account: AccountName = random.pick(rotatedAccounts);
  const username = `${account}${random.between(0, 1_000)}`;
  world.secrets.propose(
    secretArns[account],
    JSON.stringify({ username, password: `next${random.between(10_000_000, 99_999_999)}password` }),
  );
  await migrateDatabase(world);
  world.secrets.promote(secretArns[account]);
};

export const purge = async (world: World): Promise<void> => {
  await invokeOnce(world, 'purgeUsers', {});
};

export const pauseDatabase = async (world: World): Promise<void> => {
  world.dataApi.pause();
};
