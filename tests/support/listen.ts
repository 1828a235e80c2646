// Lets a server listen on loopback.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** The port: `port`, or any free one. */
export const listen = async (server: Server, port = 0): Promise<number> => {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};
