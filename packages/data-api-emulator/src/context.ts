// The parts of one running emulator, which every operation is given.
import type { EmulatorClock } from './clock.ts';
import type { Instance } from './database/instance.ts';
import type { Accounts } from './database/readAccounts.ts';
import type { SessionPool } from './database/sessionPool.ts';
import type { Transactions } from './database/transactions.ts';
import type { Faults } from './faults/faults.ts';
import type { CompletedCall } from './http/completedCall.ts';
import type { OriginRule } from './http/originRule.ts';

export type Context = {
  /** The cluster that calls must name; undefined for any. */
  resourceArn: string | undefined;
  /** Who may call the emulator. */
  originRule: OriginRule;
  accounts: Accounts;
  clock: EmulatorClock;
  pool: SessionPool;
  transactions: Transactions;
  instance: Instance;
  faults: Faults;
  /** Is told of each call once it is over. */
  onCall: (call: CompletedCall) => void;
};

/** The JSON text of a response, and how many rows the statement returned or matched. */
export type OperationResult = { json: string; rows?: number | undefined };

export type RunOperation = (body: unknown, context: Context) => Promise<OperationResult>;
