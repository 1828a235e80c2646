// Writes the local database accounts to a file, which DATA_API_SECRETS of another container names.
import { writeFileSync } from 'node:fs';
import { runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { localAccounts } from './localSecrets.ts';

const command = {
  name: 'local/secrets/writeAccounts.ts',
  description:
    'Writes the accounts on the server of DATABASE_URL to a file, as JSON by the ARNs of their secrets.',
  arguments: { file: { description: 'where to write them' } },
} as const;

await runCommand(command, async ({ file }) => {
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) throw new UserError('DATABASE_URL names no server.');
  writeFileSync(file, JSON.stringify(localAccounts(DATABASE_URL)));
});
