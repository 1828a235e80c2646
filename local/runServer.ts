// The command of a local service that is a process of its own, as in docker-compose.local.yml.
import { freePort } from 'data-api-emulator';
import { log, runCommand } from '#tools/command.ts';

export type ServerAddress = { host: string; port: number; allowedHosts: readonly string[] };

export type LocalServer = {
  /** Of its module, by which it is run. */
  program: string;
  /** What its line says before the URL. */
  name: string;
  /** What it serves until it is ended: a sentence. */
  purpose: string;
  start: (address: ServerAddress) => Promise<{ url: string }>;
};

/** Reads the command line, starts the service and prints its URL. */
export const runServer = ({ program, name, purpose, start }: LocalServer): Promise<void> =>
  runCommand(
    {
      name: `node ${program}`,
      description: purpose,
      options: {
        host: { placeholder: 'address', default: '127.0.0.1', description: 'the address to listen on' },
        port: { type: 'number', max: 65_535, description: 'the port to listen on (default: any free one)' },
        allowHost: {
          placeholder: 'name',
          multiple: true,
          description: 'a name besides localhost by which clients may call it',
        },
      },
    },
    async ({ host, port, allowHost: allowedHosts }) => {
      const { url } = await start({ host, port: port ?? (await freePort()), allowedHosts });
      log(`${name.padEnd(10)}${url}`);
    },
  );
