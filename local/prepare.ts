// Brings the database of a single command to the state that `npm start` leaves.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';
import { UserError } from '#tools/userError.ts';
import { isEmpty } from './mysql/tables.ts';
import { seedFile } from './seed.ts';

type Databases = { databaseUrl: string; dataApiUrl: string; secretsUrl: string };

/**
 * Applies the migrations, makes the functions' accounts, and adds the seed to an empty directory. Throws UserError when a
 * function fails.
 */
export const prepareDatabase = async ({ databaseUrl, dataApiUrl, secretsUrl }: Databases): Promise<void> => {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
    DATABASE_URL: databaseUrl,
  };
  const invoke = async (name: string, ...event: string[]): Promise<void> => {
    const [command, ...options] = slsCommand(['invoke', 'local', '-f', name, ...event]);
    try {
      await promisify(execFile)(command as string, options, { cwd: root, env });
    } catch (error) {
      throw new UserError(`${name} failed: ${(error as { stdout?: string }).stdout?.trim()}`);
    }
  };
  await invoke('migrate', '-d', '{}');
  if (await isEmpty(databaseUrl)) await invoke('syncUsers', '-p', seedFile);
};
