// The command of a local service that is a process of its own, as in docker-compose.local.yml.
import { freePort } from 'data-api-emulator';
import { log, readNumber, runCommand } from '#tools/command.ts';

export type ServerAddress = { host: string; port: number; allowedHosts: readonly string[] };

export type LocalServer = {
  /** Of its module, by which it is run. */
  program: string;
  /** What its line says before the URL. */
  name: string;
  /** What it serves until it is ended: a sentence. */
  purpose: string;
  start(address: ServerAddress): Promise<{ url: string }>;
};

const manualOf = ({
  program,
  purpose,
}: LocalServer): string => `node ${program} [--host <address>] [--port <port>] [--allow-host <name>]

${purpose}

  --host        the address to listen on                                                        (default 127.0.0.1)
  --port                                                                                        (default any free one)
  --allow-host  a name, repeatable, that requests may be addressed to beside localhost
`;

/** Reads the command line, starts the service and prints its URL. */
export const runServer = (server: LocalServer): Promise<void> =>
  runCommand(
    {
      manual: manualOf(server),
      flags: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string' },
        'allow-host': { type: 'string', multiple: true, default: [] },
      },
    },
    async ({ host, port, 'allow-host': allowedHosts }) => {
      const { url } = await server.start({
        host,
        port: port === undefined ? await freePort() : readNumber('port', port, { max: 65_535 }),
        allowedHosts,
      });
      log(`${server.name.padEnd(10)}${url}`);
    },
  );
