// The local Secrets Manager as a process of its own, for docker-compose.local.yml.
import { log, readNumber, runCommand } from '#tools/command.ts';
import { localSecrets } from '../environment.ts';
import { startSecrets } from './startSecrets.ts';

const manual = `node local/secrets/main.ts --host <address> --port <port>

Serves the secrets of local functions, which protect nothing, until it is ended.
`;

await runCommand(
  {
    manual,
    flags: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '0' } },
  },
  async ({ host, port }) => {
    const { url } = await startSecrets({
      secrets: localSecrets,
      host,
      port: readNumber('port', port, { max: 65_535 }),
    });
    log(`Secrets   ${url}`);
  },
);
