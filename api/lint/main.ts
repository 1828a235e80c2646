// `npm run api:lint`: checks the documents in api/, and that no change of them breaks callers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { currentContract, releasedContract } from '../contract.ts';
import { refuseBreaks } from './refuseBreaks.ts';

const command = {
  name: 'npm run api:lint',
  description: `Checks api/openapi.json by all rules of Redocly's strict set, and the contract in api/ against the released
    one: a change that breaks callers of the API or senders of events takes a new major version in package.json.`,
};

const redocly = join(import.meta.dirname, 'packages/node_modules/@redocly/cli/bin/cli.js');
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

const lint = (): void => {
  const options = ['lint', 'api/openapi.json', '--config', join(import.meta.dirname, 'redocly.yaml')];
  const env = { ...process.env, ...quiet };
  const { status } = spawnSync(process.execPath, [redocly, ...options], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) throw new UserError('Redocly found errors in api/openapi.json; they are above.');
};

await runCommand(command, async () => {
  lint();
  const current = currentContract();
  const released = releasedContract();
  refuseBreaks(released, current, current.openapi.info.version);
  log(`Nothing breaks callers of version ${released.openapi.info.version}.`);
});
