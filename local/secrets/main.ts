// The local Secrets Manager as a process of its own, for docker-compose.local.yml.

import { startSecrets } from '#offline-cloud/secretsmanager/startSecrets.ts';
import { runServer } from '../runServer.ts';
import { localSecrets } from './localSecrets.ts';

await runServer({
  program: 'local/secrets/main.ts',
  name: 'Secrets',
  purpose:
    "Serves the secrets of local functions until it is ended: the directory's, and the accounts on the server of DATABASE_URL.",
  start: (address) => startSecrets({ ...address, secrets: localSecrets(process.env.DATABASE_URL) }),
});
