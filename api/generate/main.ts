// `npm run api`: writes the documents of the HTTP API and of the events.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { createApiFiles } from './apiFiles.ts';

const command = {
  name: 'npm run api',
  description: `Writes api/openapi.json and api/events/*.schema.json from the functions' schemas and routes, the error
    catalogue, and api/operations.ts; and the error codes of packages/users-client from the same. A test fails while they
    are stale.`,
};

await runCommand(command, async () => {
  for (const [path, text] of await createApiFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    log(`Wrote ${path}`);
  }
});
