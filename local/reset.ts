// `npm run db:reset`: drops this service's tables, applies all migrations and the seed.

import { log, runCommand } from '#tools/command.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { dropTables } from './mysql/tables.ts';
import { prepareDatabase } from './prepare.ts';
import { findRunning } from './running.ts';

const reset = async (cloud: Pick<Cloud, 'databaseUrl' | 'dataApiUrl' | 'secretsUrl'>): Promise<void> => {
  await dropTables(cloud.databaseUrl);
  await prepareDatabase(cloud);
  log('The directory holds the people of db/seed.json again.');
};

const command = {
  name: 'npm run db:reset',
  description: "Drops this service's tables, applies all migrations and adds the people of db/seed.json.",
};

await runCommand(command, async () => {
  const running = await findRunning();
  if (running) return reset(running);
  const cloud = await startCloud({ log });
  return reset(cloud).finally(cloud.stop);
});
