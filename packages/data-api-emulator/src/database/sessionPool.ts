// A pool of MySQL sessions, at most maxSessions.

import { ApiError } from '../apiError.ts';
import type { EmulatorClock } from '../clock.ts';
import { sessionIdleMs, statementTimeoutMs } from '../limits.ts';
import type { Instance } from './instance.ts';
import type { DatabaseAccount } from './readAccount.ts';
import { Session } from './session.ts';

type Waiter = {
  database: string;
  resolve: (session: Session) => void;
  reject: (error: unknown) => void;
  stopTimer: () => void;
};

/** MySQL's own words for the case. */
const tooManyConnections = () =>
  new ApiError('DatabaseErrorException', 'Too many connections; Error code: 1040; SQLState: 08004');

export type SessionPoolOptions = {
  account: DatabaseAccount;
  instance: Instance;
  clock: EmulatorClock;
  maxSessions: number;
};

export class SessionPool {
  readonly #options: SessionPoolOptions;
  readonly #sessions = new Set<Session>();
  /** In the order of their last use, each with what keeps it from being closed. */
  readonly #idle = new Map<Session, () => void>();
  #waiters: Waiter[] = [];
  #opening = 0;
  #isClosed = false;

  constructor(options: SessionPoolOptions) {
    this.#options = options;
  }

  /** A session on `database`, or on the secret's own when the call names none, good for ordinary statements. */
  async acquire(database = this.#options.account.database): Promise<Session> {
    this.#options.instance.connect();
    try {
      return await new Promise<Session>((resolve, reject) =>
        this.#wait({ database, resolve, reject, stopTimer: () => {} }),
      );
    } catch (error) {
      this.#options.instance.disconnect();
      throw error;
    }
  }

  /** A session in which no earlier call left anything. */
  async acquireFresh(database?: string): Promise<Session> {
    const session = await this.acquire(database);
    if (session.isFresh) return session;
    await session.reset().catch((error) => {
      this.releaseReset(session);
      throw error;
    });
    return session;
  }

  /** Takes back a session that ran ordinary statements only. */
  release(session: Session): void {
    this.#options.instance.disconnect();
    session.isFresh = false;
    if (!session.isDead) this.#keep(session);
    this.#serve();
  }

  /** Takes back a session in any state. Settles when what it held, locks among it, is gone. */
  releaseReset(session: Session): Promise<void> {
    this.#options.instance.disconnect();
    return session.reset().then(
      () => {
        this.#keep(session);
        this.#serve();
      },
      () => session.destroy(),
    );
  }

  /** Stops what another session runs ("KILL Statement", MySQL manual). */
  async killQuery(connectionId: number): Promise<void> {
    const session = await Session.open(this.#options.account, '', () => {});
    await session.run(`KILL QUERY ${connectionId}`).finally(() => session.destroy());
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
    waiter.stopTimer = this.#options.clock.after(statementTimeoutMs, () => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
      waiter.reject(tooManyConnections());
    });
  }

  /** Gives waiting callers a session, in their order, for as long as there are any. */
  #serve(): void {
    for (;;) {
      const [waiter] = this.#waiters;
      if (!waiter) return;
      const session = this.#takeIdle(waiter.database);
      if (!session && !this.#isClosed && !this.#makeRoom()) return;
      this.#waiters.shift();
      waiter.stopTimer();
      if (session) waiter.resolve(session);
      else this.#open(waiter.database).then(waiter.resolve, waiter.reject);
    }
  }

  /** Puts a session aside for the next caller, for a while. */
  #keep(session: Session): void {
    this.#idle.set(
      session,
      this.#options.clock.after(sessionIdleMs, () => session.destroy()),
    );
  }

  /** The session of that database that was used last, so that those that are not needed become old. */
  #takeIdle(database: string): Session | undefined {
    const session = [...this.#idle.keys()].findLast((idle) => idle.database === database);
    if (session) this.#leaveIdle(session);
    return session;
  }

  #leaveIdle(session: Session): void {
    this.#idle.get(session)?.();
    this.#idle.delete(session);
  }

  /** Whether one more may be opened, if need be in place of an idle one on another database. */
  #makeRoom(): boolean {
    if (this.#hasRoom()) return true;
    this.#idle.keys().next().value?.destroy();
    return this.#hasRoom();
  }

  #hasRoom(): boolean {
    return this.#sessions.size + this.#opening < this.#options.maxSessions;
  }

  async #open(database: string): Promise<Session> {
    if (this.#isClosed) throw new ApiError('DatabaseUnavailableException');
    this.#opening += 1;
    try {
      const session = await Session.open(this.#options.account, database, (ended) => this.#forget(ended));
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
    this.#leaveIdle(session);
    this.#serve();
  }
}
