// A clock and a scheduler that a seed repeats: time passes only when everybody waits for it.
import { setImmediate as afterImmediates } from 'node:timers/promises';
import { seededRandom } from '../../../packages/data-api-emulator/src/faults/seededRandom.ts';

type Timer = { dueMs: number; wake: () => void };

/** Parsers and streams take some turns of the event loop, never time. */
const turnsPerStep = 3;

export class Simulator {
  readonly #random: () => number;
  readonly #timers: Timer[] = [];
  #nowMs = Date.UTC(2026, 0, 1);

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  readonly now = (): number => this.#nowMs;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#timers.push({ dueMs: this.#nowMs + ms, wake });
    });

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  /** Returns when the work is done and nobody waits any more. */
  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = work.then(() => {
      isDone = true;
    });
    for (;;) {
      for (let turn = 0; turn < turnsPerStep; turn += 1) await afterImmediates();
      const next = this.#timers.reduce<Timer | undefined>(
        (first, timer) => (first && first.dueMs <= timer.dueMs ? first : timer),
        undefined,
      );
      if (!next && isDone) return end;
      if (!next) continue;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#nowMs = next.dueMs;
      next.wake();
    }
  }
}
