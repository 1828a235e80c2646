// A virtual clock whose time passes only when all code waits for it.
import { setImmediate as afterImmediates } from 'node:timers/promises';

type Timer = { dueMs: number; order: number; run: () => void };

const isBefore = (one: Timer, other: Timer): boolean =>
  one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);

export class Scheduler {
  /** A binary heap: the first timer is the next one. */
  readonly #timers: Timer[] = [];
  #nowMs = Date.UTC(2026, 0, 1);
  #order = 0;
  #steps = 0;

  readonly now = (): number => this.#nowMs;

  get steps(): number {
    return this.#steps;
  }

  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  readonly startTimer = (callback: () => void, ms: number): (() => void) => {
    const timer = { dueMs: this.#nowMs + Math.max(ms, 0), order: this.#order++, run: callback };
    this.#push(timer);
    return () => {
      timer.run = () => {};
    };
  };

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.startTimer(wake, ms);
    });

  /** Returns when the work is done. Throws what it throws, and when nobody will ever wake it. */
  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    end.catch(() => {});
    for (;;) {
      await afterImmediates();
      if (isDone) return void (await end);
      const timer = this.#pop();
      if (!timer) throw new Error('Everything waits, and nothing will happen any more.');
      this.#nowMs = timer.dueMs;
      this.#steps += 1;
      timer.run();
    }
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, heap[parent] as Timer)) break;
      heap[at] = heap[parent] as Timer;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#timers;
    const [first] = heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      if (!isBefore(heap[child] as Timer, last)) break;
      heap[at] = heap[child] as Timer;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
