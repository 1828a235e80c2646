// `npm run db:reset`: drops this service's tables, applies all migrations and the seed.
import { startCloud } from './cloud.ts';
import { command, log } from './command.ts';
import { prepareDatabase } from './prepare.ts';
import { findRunning } from './running.ts';
import { dropTables } from './seed.ts';

const reset = async (databases: { databaseUrl: string; dataApiUrl: string }): Promise<void> => {
  await dropTables(databases.databaseUrl);
  await prepareDatabase(databases);
  log('The directory holds the people of db/seed.sql again.');
};

await command(async () => {
  const running = await findRunning();
  if (running) return reset(running);
  const cloud = await startCloud({ log });
  return reset(cloud).finally(cloud.stop);
});
