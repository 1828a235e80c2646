// Repeats a failed database call, as often and after such waits as its kind of failure allows.
import type { ServiceClock } from '#layers/base/clock.ts';
import type { CallContext } from './database.ts';
import { DatabaseError, type DatabaseErrorKind } from './databaseError.ts';

type Wait = (retries: number, random: number) => number | undefined;

/** 0.5 s, growing by the factor 1.6, capped at 2 s, as often as the deadline allows: Aurora takes about 15 s to resume. */
const steady: Wait = (retries, random) => Math.min(500 * 1.6 ** retries, 2_000) * (0.9 + 0.2 * random);

/** Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), capped at 2 s, at most `maxRetries` times. */
const jittered =
  (maxRetries: number, baseMs: number): Wait =>
  (retries, random) =>
    retries < maxRetries ? random * Math.min(baseMs * 2 ** retries, 2_000) : undefined;

// `executed`: the statement may have run, so that only an idempotent one is repeated.
const policy: Partial<Record<DatabaseErrorKind, { wait: Wait; executed: boolean }>> = {
  resuming: { wait: steady, executed: false },
  throttled: { wait: jittered(4, 200), executed: false },
  deadlock: { wait: jittered(Number.POSITIVE_INFINITY, 50), executed: false },
  transient: { wait: jittered(2, 100), executed: true },
  timeout: { wait: jittered(1, 100), executed: true },
};

export type RetryOptions = { idempotent: boolean; call: CallContext; clock: ServiceClock };

/** The last attempt is made this long before the deadline, so that there is time for its answer. */
const lastChanceMs = 1_000;

/**
 * Runs `attempt` until it succeeds, its error is final, or less than a second is left before the deadline.
 * Throws the last DatabaseError.
 */
export const withRetries = async <T>(
  attempt: () => Promise<T>,
  { idempotent, call, clock }: RetryOptions,
): Promise<T> => {
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const rule = error instanceof DatabaseError ? policy[error.kind] : undefined;
      if (!rule || (rule.executed && !idempotent)) throw error;
      const waitMs = rule.wait(retries, clock.random());
      const leftMs = call.deadlineMs - lastChanceMs - clock.now();
      if (waitMs === undefined || leftMs <= 0) throw error;
      await clock.sleep(Math.min(Math.round(waitMs), leftMs));
    }
  }
};
