// Starts the emulator of the RDS Data API for Aurora MySQL; called by main.ts, by the local cloud and by tests.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { readCredentials } from './database/credentials.ts';
import { SessionPool } from './database/sessionPool.ts';
import { Transactions } from './database/transactions.ts';
import { handleRequest } from './handleRequest.ts';

export type DataApiOptions = {
  /** The database that stands in for the cluster: `mysql://user:password@host:3306/database`. */
  databaseUrl: string;
  /** The one cluster and the one secret that calls may name. */
  resourceArn: string;
  secretArn: string;
  /** 0, the default, is any free port. */
  port?: number;
  /** Defaults to 127.0.0.1. Signatures are not verified, so anyone who reaches the port may run SQL. */
  host?: string;
  clock?: Clock;
};

export type DataApi = { url: string; port: number; stop(): Promise<void> };

/** SDKs keep connections open between calls; closing later than they do spares them a reset. */
const keepAliveMs = 120_000;

/** MySQL need not run yet: sessions are opened by the calls, and again after MySQL went away. */
export const startDataApi = async (options: DataApiOptions): Promise<DataApi> => {
  const { databaseUrl, resourceArn, secretArn, port = 0, host = '127.0.0.1', clock = systemClock } = options;
  const pool = new SessionPool(readCredentials(databaseUrl));
  const transactions = new Transactions(pool, clock);
  const context: Context = { resourceArn, secretArn, clock, pool, transactions };

  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) =>
    handleRequest(request, response, context),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
      const failure = new Error(`The Data API emulator cannot listen on ${host}:${port}: ${reason}.`, {
        cause: error,
      });
      reject(Object.assign(failure, { code: error.code }));
    });
    server.listen(port, host, resolve);
  });

  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      transactions.close();
      pool.close();
      await closed;
    },
  };
};
