// `npm run db:reset`: drops this service's tables, applies all migrations and the seed.
import { startCloud } from './cloud.ts';
import { prepareDatabase } from './prepare.ts';
import { findRunning } from './running.ts';
import { dropTables } from './seed.ts';

const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const reset = async ({
  databaseUrl,
  dataApiUrl,
}: {
  databaseUrl: string;
  dataApiUrl: string;
}): Promise<void> => {
  await dropTables(databaseUrl);
  await prepareDatabase(databaseUrl, dataApiUrl);
  log('The directory holds the people of db/seed.sql again.');
};

const running = await findRunning();
if (running) {
  await reset(running);
} else {
  const cloud = await startCloud({ log });
  await reset(cloud).finally(cloud.stop);
}
