// `npm run generate`: writes the checked-in files that derive from others.
import { log, runCommand } from '../command.ts';
import { generate } from './generate.ts';

const command = {
  name: 'npm run generate',
  description: `Writes the parts of checked-in files that derive from functions/*/function.yml: the functions' services in
    docker-compose.local.yml, and the loops over functions with a route in docs/operations.md. A test fails while they are stale.`,
};

await runCommand(command, async () => {
  const written = generate();
  log(written.length > 0 ? `Wrote ${written.join(', ')}.` : 'Nothing was stale.');
});
