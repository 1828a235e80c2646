// Free TCP ports on loopback.
import { createServer } from 'node:net';

const loopback = '127.0.0.1';

/** Binds `port` (0 = any free one) for a moment and returns its number; rejects when it is taken. */
const probe = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });

export const isFree = (port: number): Promise<boolean> =>
  probe(port).then(
    () => true,
    () => false,
  );

/** `preferred` when it is free, else any free port. */
export const freePort = (preferred = 0): Promise<number> => probe(preferred).catch(() => probe(0));
