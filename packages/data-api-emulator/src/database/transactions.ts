// The open transactions: one session each, one call at a time, ended when idle or old.
import { randomBytes } from 'node:crypto';
import { ApiError } from '../apiError.ts';
import type { EmulatorClock } from '../clock.ts';
import { transactionIdleMs, transactionMaxMs } from '../limits.ts';
import type { DatabaseAccount } from './readAccounts.ts';
import type { Session } from './session.ts';
import type { SessionPool } from './sessionPool.ts';

export type Transaction = {
  id: string;
  session: Session;
  startedMs: number;
  isBusy: boolean;
  stopTimer: () => void;
};

/** The causes that the service appends to its message, by data-api.troubleshooting. */
const causes = {
  expired: 'Transaction may be expired.',
  ended: 'One previous call resulted in a termination of your transaction.',
  aborted: 'Transaction has been aborted due to an error from a previous call.',
} as const;

type Cause = keyof typeof causes;

/** How many ended transactions are remembered, to tell the cause. */
const rememberedEnds = 1_000;

export class Transactions {
  readonly #pool: SessionPool;
  readonly #clock: EmulatorClock;
  readonly #open = new Map<string, Transaction>();
  readonly #ends = new Map<string, Cause>();

  constructor(pool: SessionPool, clock: EmulatorClock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /**
   * autocommit is switched off, as JDBC does, rather than START TRANSACTION sent: after a COMMIT in SQL the next
   * statement still belongs to a transaction, and only CommitTransaction ends the Data API's.
   */
  async begin(account: DatabaseAccount, database: string | undefined): Promise<string> {
    const session = await this.#pool.acquireFresh(account, database);
    try {
      await session.run('SET autocommit = 0');
    } catch (error) {
      this.#pool.releaseReset(session);
      throw error;
    }
    const transaction: Transaction = {
      id: randomBytes(66).toString('base64'),
      session,
      startedMs: this.#clock.nowMs(),
      isBusy: false,
      stopTimer: () => {},
    };
    this.#open.set(transaction.id, transaction);
    this.#expireWhenIdle(transaction);
    return transaction.id;
  }

  /** Marks the transaction busy for one call; a second one at the same time is refused (data-api.differences). */
  enter(id: string, account: DatabaseAccount): Transaction {
    const transaction = this.#open.get(id);
    if (transaction?.isBusy) {
      throw new ApiError('DatabaseErrorException', 'Transaction is still running a query');
    }
    if (!transaction || transaction.session.isDead) {
      if (transaction) this.#end(transaction, 'aborted');
      const cause = causes[this.#ends.get(id) ?? 'expired'];
      throw new ApiError('TransactionNotFoundException', `Transaction ${id} is not found. ${cause}`);
    }
    if (transaction.session.account !== account) {
      throw new ApiError('BadRequestException', 'The secret is not the same as that of the transaction.');
    }
    transaction.stopTimer();
    transaction.isBusy = true;
    return transaction;
  }

  leave(transaction: Transaction): void {
    transaction.isBusy = false;
    if (!this.#open.has(transaction.id)) return;
    if (transaction.session.isDead) this.#end(transaction, 'aborted');
    else this.#expireWhenIdle(transaction);
  }

  /** Ends it with COMMIT or ROLLBACK; whatever comes of that, the transaction is over. */
  async finish(id: string, account: DatabaseAccount, statement: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const transaction = this.enter(id, account);
    try {
      await transaction.session.run(statement);
    } finally {
      this.#end(transaction, 'ended');
    }
  }

  abort(transaction: Transaction): void {
    this.#end(transaction, 'aborted');
  }

  /** Ends all at once, with the statements that run in them. */
  close(): void {
    for (const transaction of this.#open.values()) {
      transaction.session.destroy();
      this.abort(transaction);
    }
  }

  #expireWhenIdle(transaction: Transaction): void {
    const leftMs = transaction.startedMs + transactionMaxMs - this.#clock.nowMs();
    transaction.stopTimer = this.#clock.after(Math.max(0, Math.min(transactionIdleMs, leftMs)), () =>
      this.#end(transaction, 'expired'),
    );
  }

  /** Gives the session back; the pool's reset rolls back what was not committed. */
  #end(transaction: Transaction, cause: Cause): void {
    transaction.stopTimer();
    if (!this.#open.delete(transaction.id)) return;
    this.#ends.set(transaction.id, cause);
    if (this.#ends.size > rememberedEnds) this.#ends.delete(this.#ends.keys().next().value as string);
    this.#pool.releaseReset(transaction.session);
  }
}
