// Starts an emulator of the RDS Data API for Aurora MySQL.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EmulatorClock, systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { inspectDatabases } from './database/inspectDatabases.ts';
import { Instance } from './database/instance.ts';
import { type AccountOptions, readAccounts } from './database/readAccounts.ts';
import { SessionPool } from './database/sessionPool.ts';
import { Transactions } from './database/transactions.ts';
import { Faults } from './faults/faults.ts';
import type { CompletedCall } from './http/completedCall.ts';
import { handleRequest } from './http/handleRequest.ts';
import { createOriginRule } from './http/originRule.ts';
import { defaultMaxSessions } from './limits.ts';
import { localResourceArn } from './localArns.ts';
import { StartError } from './startError.ts';

export type EmulatorOptions = AccountOptions & {
  /** The cluster that calls must name. By default they may name any. */
  resourceArn?: string | undefined;
  /** 0, the default, is any free port. */
  port?: number;
  /** Defaults to 127.0.0.1. Signatures are not verified, so anyone who reaches the port may run SQL. */
  host?: string | undefined;
  /** Names besides `localhost`, loopback's addresses and `host` by which clients may call the emulator, such as that of a Compose service. */
  allowedHosts?: readonly string[] | undefined;
  /** Pauses the instance after this time without use, as SecondsUntilAutoPause does. Never, by default. */
  autoPauseS?: number | undefined;
  /** How long a resume takes. Defaults to 15, the guide's "approximately 15 seconds". */
  resumeS?: number | undefined;
  /** MySQL sessions at most; further calls wait for one. Defaults to 40. */
  maxSessions?: number | undefined;
  clock?: EmulatorClock;
  /** Is told, soon after the start, which accounts MySQL refuses and which database is not utf8mb4. */
  warn?: (sentence: string) => void;
  /** Is told of each call once it is over. */
  onCall?: ((call: CompletedCall) => void) | undefined;
};

export type Emulator = {
  url: string;
  port: number;
  faults: Faults;
  /** Pauses the instance now: the next call starts its resume and fails. */
  pause(): void;
  stop(): Promise<void>;
};

const defaultHost = '127.0.0.1';

const howToAllow = 'A name is allowed by --allow-host, or allowedHosts in code.';

/** SDKs keep connections open between calls; closing later than they do spares them a reset. */
const keepAliveMs = 120_000;

/** An address that stands for all is none that a client can name. */
const clientHosts = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

const inUrl = (host: string): string => {
  const named = clientHosts.get(host) ?? host;
  return named.includes(':') ? `[${named}]` : named;
};

const createContext = (options: EmulatorOptions): Context => {
  const {
    resourceArn,
    host = defaultHost,
    allowedHosts,
    autoPauseS,
    resumeS = 15,
    maxSessions = defaultMaxSessions,
    clock = systemClock,
  } = options;
  const autoPauseMs = autoPauseS === undefined ? undefined : autoPauseS * 1000;
  const onPause = () => transactions.close();
  const instance = new Instance({
    name: resourceArn ?? localResourceArn,
    clock,
    autoPauseMs,
    resumeMs: resumeS * 1000,
    onPause,
  });
  const pool = new SessionPool({ instance, clock, maxSessions });
  const transactions = new Transactions(pool, clock);
  const accounts = readAccounts(options);
  return {
    resourceArn,
    originRule: createOriginRule({ listensOn: host, names: allowedHosts, howToAllow }),
    accounts,
    clock,
    pool,
    transactions,
    instance,
    faults: new Faults(),
    onCall: options.onCall ?? (() => {}),
  };
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
      const message = `The Data API emulator cannot listen on ${host}:${port}: ${reason}.`;
      reject(new StartError(message, { cause: error }));
    });
    server.listen(port, host, resolve);
  });

/**
 * Starts an emulator. MySQL need not run yet: sessions are opened by the calls, and again after MySQL went away.
 * Throws StartError when the port is taken, the database URL is not one or there is no secret.
 */
export const startEmulator = async (options: EmulatorOptions): Promise<Emulator> => {
  const { port = 0, host = defaultHost } = options;
  const context = createContext(options);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) =>
    handleRequest(request, response, context),
  );
  await listen(server, port, host);
  const { warn } = options;
  if (warn) void inspectDatabases(context, warn);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${inUrl(host)}:${address.port}`,
    port: address.port,
    faults: context.faults,
    pause: () => context.instance.pause(),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      context.transactions.close();
      context.pool.close();
      context.instance.stop();
      await closed;
    },
  };
};
