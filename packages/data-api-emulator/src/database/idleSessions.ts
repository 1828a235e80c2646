// The sessions of a pool that wait for their next use, in the order of their last.
import type { EmulatorClock } from '../clock.ts';
import { sessionIdleMs } from '../limits.ts';
import type { Session } from './session.ts';

export class IdleSessions {
  readonly #clock: EmulatorClock;
  /** Each with what stops the timer that closes it. */
  readonly #stopTimers = new Map<Session, () => void>();

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Keeps a session for a while; then it is closed. */
  add(session: Session): void {
    this.#stopTimers.set(
      session,
      this.#clock.after(sessionIdleMs, () => session.destroy()),
    );
  }

  /** Of the sessions that fit, takes the one used last, so that those that are not needed grow old. */
  take(fits: (session: Session) => boolean): Session | undefined {
    const session = [...this.#stopTimers.keys()].findLast(fits);
    if (session) this.delete(session);
    return session;
  }

  delete(session: Session): void {
    this.#stopTimers.get(session)?.();
    this.#stopTimers.delete(session);
  }

  destroyOldest(): void {
    this.#stopTimers.keys().next().value?.destroy();
  }
}
