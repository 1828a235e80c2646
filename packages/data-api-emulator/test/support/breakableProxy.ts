// A TCP proxy in front of MySQL that a test can freeze, take away and bring back.
import { connect, createServer, type Server, type Socket } from 'node:net';

export type BreakableProxy = {
  databaseUrl: string;
  down(): void;
  up(): Promise<void>;
  /** Connections stay, and new ones are accepted, but no byte passes from now on. */
  freeze(): void;
};

export const breakableProxy = async (databaseUrl: string): Promise<BreakableProxy> => {
  const upstream = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let port = 0;
  let isFrozen = false;
  let server: Server;

  const up = () =>
    new Promise<void>((resolve) => {
      server = createServer((client) => {
        sockets.add(client);
        if (isFrozen) return;
        const database = connect(Number(upstream.port || 3306), upstream.hostname);
        for (const [from, to] of [
          [client, database],
          [database, client],
        ] as const) {
          sockets.add(from);
          from.on('error', () => to.destroy());
          from.on('close', () => sockets.delete(from));
          from.pipe(to);
        }
      }).listen(port, '127.0.0.1', () => {
        ({ port } = server.address() as { port: number });
        resolve();
      });
    });

  const freeze = () => {
    isFrozen = true;
    for (const socket of sockets) socket.unpipe().pause();
  };

  await up();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    databaseUrl: url.href,
    up,
    freeze,
    down: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
