// `npm run db`: a prompt for SQL in the local database.
import { createConnection } from 'mysql2/promise';
import { log, runCommand } from '#tools/command.ts';
import { stateFolder } from '#tools/paths.ts';
import { databaseName } from './environment.ts';
import { promptForSql } from './mysql/sqlPrompt.ts';
import { startMysql } from './mysql/startMysql.ts';
import { findRunning } from './running.ts';

const command = {
  name: 'npm run db',
  description: `Opens a prompt for SQL in the database of the running npm start; without one, in the database that it would
    start. A statement ends with ; and exit, or Ctrl-D, ends the prompt.`,
};

const findDatabase = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const running = await findRunning();
  if (running) return { url: running.databaseUrl, stop: async () => {} };
  const url = process.env.DATABASE_URL;
  return startMysql({ url, folder: stateFolder, database: databaseName, log });
};

await runCommand(command, async () => {
  const { url, stop } = await findDatabase();
  try {
    const connection = await createConnection({ uri: url });
    await promptForSql({ connection, input: process.stdin, output: process.stdout });
    await connection.end();
  } finally {
    await stop();
  }
});
