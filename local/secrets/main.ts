// The local Secrets Manager as a process of its own, for docker-compose.local.yml.
import { log, readNumber, runCommand } from '#tools/command.ts';
import { localSecrets } from './localSecrets.ts';
import { startSecrets } from './startSecrets.ts';

const manual = `node local/secrets/main.ts [--host <address>] [--port <port>] [--allow-host <name>]

Serves the secrets of local functions until it is ended: the directory's, and the accounts on the server of DATABASE_URL.

  --host        the address to listen on                                                        (default 127.0.0.1)
  --port                                                                                        (default any free one)
  --allow-host  a name, repeatable, that requests may be addressed to beside localhost
`;

await runCommand(
  {
    manual,
    flags: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
    },
  },
  async ({ host, port, 'allow-host': allowedHosts }) => {
    const { url } = await startSecrets({
      secrets: localSecrets(process.env.DATABASE_URL),
      host,
      ...(port !== undefined && { port: readNumber('port', port, { max: 65_535 }) }),
      ...(allowedHosts && { allowedHosts }),
    });
    log(`Secrets   ${url}`);
  },
);
