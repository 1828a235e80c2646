// What one running emulator consists of; built by startEmulator.ts and handed to every operation.
import type { Clock } from './clock.ts';
import type { Instance } from './database/instance.ts';
import type { SessionPool } from './database/sessionPool.ts';
import type { Transactions } from './database/transactions.ts';
import type { Faults } from './faults/faults.ts';

export type Context = {
  resourceArn: string;
  secretArn: string;
  clock: Clock;
  pool: SessionPool;
  transactions: Transactions;
  instance: Instance;
  faults: Faults;
};

/** Answers one request with the JSON text of its response. */
export type Operation = (body: unknown, context: Context) => Promise<string>;
