// A pool of MySQL sessions, at most maxSessions.
import { ApiError } from '../apiError.ts';
import type { EmulatorClock } from '../clock.ts';
import { statementTimeoutMs } from '../limits.ts';
import { IdleSessions } from './idleSessions.ts';
import type { Instance } from './instance.ts';
import type { DatabaseAccount } from './readAccounts.ts';
import { Session } from './session.ts';

/** Whom a session belongs to: sessions are never shared between accounts. */
type Owner = { account: DatabaseAccount; database: string };

type Waiter = Owner & {
  resolve: (session: Session) => void;
  reject: (error: unknown) => void;
  stopTimer: () => void;
};

/** MySQL's own words for the case. */
const tooManyConnections = () =>
  new ApiError('DatabaseErrorException', 'Too many connections; Error code: 1040; SQLState: 08004');

export type SessionPoolOptions = { instance: Instance; clock: EmulatorClock; maxSessions: number };

export class SessionPool {
  readonly #instance: Instance;
  readonly #clock: EmulatorClock;
  readonly #maxSessions: number;
  readonly #sessions = new Set<Session>();
  readonly #idle: IdleSessions;
  #waiters: Waiter[] = [];
  #opening = 0;
  #isClosed = false;

  constructor({ instance, clock, maxSessions }: SessionPoolOptions) {
    this.#instance = instance;
    this.#clock = clock;
    this.#maxSessions = maxSessions;
    this.#idle = new IdleSessions(clock);
  }

  /** A session on `database`, or on the account's default when the call names none, good for ordinary statements. */
  async acquire(account: DatabaseAccount, database = account.defaultDatabase): Promise<Session> {
    this.#instance.connect();
    try {
      return await new Promise<Session>((resolve, reject) =>
        this.#wait({ account, database, resolve, reject, stopTimer: () => {} }),
      );
    } catch (error) {
      this.#instance.disconnect();
      throw error;
    }
  }

  /** A session in which no earlier call left anything. */
  async acquireFresh(account: DatabaseAccount, database?: string): Promise<Session> {
    const session = await this.acquire(account, database);
    if (session.isFresh) return session;
    await session.reset().catch((error) => {
      this.releaseReset(session);
      throw error;
    });
    return session;
  }

  /** Takes back a session that ran ordinary statements only. */
  release(session: Session): void {
    this.#instance.disconnect();
    session.isFresh = false;
    if (!session.isDead) this.#idle.add(session);
    this.#serve();
  }

  /** Takes back a session in any state. Settles when what it held, locks among it, is gone. */
  releaseReset(session: Session): Promise<void> {
    this.#instance.disconnect();
    return session.reset().then(
      () => {
        this.#idle.add(session);
        this.#serve();
      },
      () => session.destroy(),
    );
  }

  /** Stops what another session runs ("KILL Statement", MySQL manual), by its own account, which may always do so. */
  async killQuery({ account, connectionId }: Session): Promise<void> {
    const killer = await Session.open(account, '', () => {});
    await killer.run(`KILL QUERY ${connectionId}`).finally(() => killer.destroy());
  }

  close(): void {
    this.#isClosed = true;
    for (const session of this.#sessions) session.destroy();
    this.#serve();
  }

  /** Whoever is not served at once waits no longer than a statement may take. */
  #wait(waiter: Waiter): void {
    this.#waiters.push(waiter);
    this.#serve();
    if (this.#waiters.at(-1) !== waiter) return;
    waiter.stopTimer = this.#clock.after(statementTimeoutMs, () => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
      waiter.reject(tooManyConnections());
    });
  }

  /** Gives waiting callers a session, in their order, for as long as there are any. */
  #serve(): void {
    for (;;) {
      const [waiter] = this.#waiters;
      if (!waiter) return;
      const { account, database } = waiter;
      const session = this.#idle.take((idle) => idle.account === account && idle.database === database);
      if (!session && !this.#isClosed && !this.#makeRoom()) return;
      this.#waiters.shift();
      waiter.stopTimer();
      if (session) waiter.resolve(session);
      else this.#open(waiter).then(waiter.resolve, waiter.reject);
    }
  }

  /** Whether one more may be opened, if need be in place of an idle one of another owner. */
  #makeRoom(): boolean {
    if (this.#hasRoom()) return true;
    this.#idle.destroyOldest();
    return this.#hasRoom();
  }

  #hasRoom(): boolean {
    return this.#sessions.size + this.#opening < this.#maxSessions;
  }

  async #open({ account, database }: Owner): Promise<Session> {
    if (this.#isClosed) throw new ApiError('DatabaseUnavailableException');
    this.#opening += 1;
    try {
      const session = await Session.open(account, database, (ended) => this.#forget(ended));
      this.#sessions.add(session);
      if (this.#isClosed) session.destroy();
      return session;
    } finally {
      this.#opening -= 1;
      this.#serve();
    }
  }

  #forget(session: Session): void {
    this.#sessions.delete(session);
    this.#idle.delete(session);
    this.#serve();
  }
}
