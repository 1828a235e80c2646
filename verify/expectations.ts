// What one check expects: it counts what was met, and ends at the first thing that was not.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** The system breaks a promise. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** The check does not apply to this system, or cannot reach what it asks for. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

export type Patience = {
  /** How long something may take to come about, and the time between two looks. */
  waitMs: number;
  pollMs: number;
  /** Ends every wait. */
  signal: AbortSignal;
};

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

export class Expectations {
  readonly #patience: Patience;
  #met = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** How many were met so far. */
  get met(): number {
    return this.#met;
  }

  /** `what` begins the sentence of the failure. Throws BrokenPromise. */
  same(what: string, actual: unknown, expected: unknown): void {
    if (!isDeepStrictEqual(actual, expected))
      throw new BrokenPromise(`${what} is ${show(actual)} rather than ${show(expected)}.`);
    this.#met += 1;
  }

  /** Counts `asked` expectations that were met without a fault. Throws BrokenPromise with the first fault. */
  none([fault]: readonly string[], asked = 1): void {
    if (fault !== undefined) throw new BrokenPromise(fault);
    this.#met += asked;
  }

  /** Looks until the value is the expected one. Throws BrokenPromise when that takes longer than `waitMs`. */
  async becomes(
    what: string,
    look: () => Promise<unknown>,
    expected: unknown,
    waitMs = this.#patience.waitMs,
  ): Promise<void> {
    const { pollMs, signal } = this.#patience;
    const endMs = performance.now() + waitMs;
    let actual = await look();
    while (!isDeepStrictEqual(actual, expected) && performance.now() < endMs) {
      await sleep(pollMs, undefined, { signal });
      actual = await look();
    }
    this.same(what, actual, expected);
  }
}
