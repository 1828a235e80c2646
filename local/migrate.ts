// `npm run db:migrate`: applies db/migrations by the function `migrate`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { log, runCommand } from '#tools/command.ts';
import { describeRefusals, type RefusalCounts } from '#tools/describeRefusals.ts';
import { root } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';
import { invokeFunction } from './invokeFunction.ts';
import { findRunning } from './running.ts';

const command = {
  name: 'npm run db:migrate',
  description: `Applies the migrations of db/migrations that are pending, in the database of the running npm start; without
    one, in the database that it would start.`,
};

type Migrated = { applied: string[]; counted: RefusalCounts };

/** `sls invoke local` starts the services that the function needs, and prints its result. */
const migrateAlone = async (): Promise<void> => {
  const [node, ...args] = slsCommand(['invoke', 'local', '-f', 'migrate', '-d', '{}']);
  const [status] = await once(spawn(node as string, args, { cwd: root, stdio: 'inherit' }), 'exit');
  process.exitCode = status ?? 1;
};

await runCommand(command, async () => {
  const running = await findRunning();
  if (!running) return migrateAlone();
  const { applied, counted } = await invokeFunction<Migrated>(running.lambdaUrl, 'migrate', '{}');
  log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'No migration is pending.');
  for (const sentence of describeRefusals(counted)) log(sentence);
});
