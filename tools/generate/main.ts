// `npm run generate`: writes the checked-in files that derive from others.
import { log, runCommand } from '../command.ts';
import { generate } from './generate.ts';

const command = {
  name: 'npm run generate',
  description: `Writes what derives from functions/*/function.yml and db/accounts.yml in checked-in files: the functions'
    services in docker-compose.local.yml, the loops over functions with a route in docs/operations.md, and
    layers/schema/grants.ts. A test fails while they are stale.`,
};

await runCommand(command, async () => {
  const written = generate();
  log(written.length > 0 ? `Wrote ${written.join(', ')}.` : 'Nothing was stale.');
});
