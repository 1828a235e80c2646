// The environments of one function: at most so many, each with one event at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionEnvironment } from './executionEnvironment.ts';
import { FunctionError, throttleType } from './functionError.ts';

export type PoolOptions = {
  create(): ExecutionEnvironment;
  maxEnvironments: number;
  /** How long an event waits for a free environment. */
  maxWaitMs: number;
};

export class EnvironmentPool {
  readonly #options: PoolOptions;
  readonly #free: ExecutionEnvironment[] = [];
  readonly #waiting: ((environment: ExecutionEnvironment) => void)[] = [];
  #count = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Calls `use` with an environment that nobody else has. Rejects with a FunctionError when none gets free in time. */
  async with<Result>(use: (environment: ExecutionEnvironment) => Promise<Result>): Promise<Result> {
    const environment = this.#takeNow() ?? (await this.#wait());
    try {
      return await use(environment);
    } finally {
      this.#giveBack(environment);
    }
  }

  /** That which was used last, so that the others become idle. */
  #takeNow(): ExecutionEnvironment | undefined {
    const free = this.#free.pop();
    if (free || this.#count >= this.#options.maxEnvironments) return free;
    this.#count += 1;
    return this.#options.create();
  }

  async #wait(): Promise<ExecutionEnvironment> {
    const { promise, resolve } = Promise.withResolvers<ExecutionEnvironment>();
    this.#waiting.push(resolve);
    const clock = new AbortController();
    const late = sleep(this.#options.maxWaitMs, undefined, { signal: clock.signal });
    const environment = await Promise.race([promise, late]).finally(() => clock.abort());
    if (environment) return environment;
    this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
    const errorMessage = `Rate Exceeded: all ${this.#options.maxEnvironments} environments are busy.`;
    throw new FunctionError({ errorType: throttleType, errorMessage, stack: '' });
  }

  #giveBack(environment: ExecutionEnvironment): void {
    const next = this.#waiting.shift();
    if (next) next(environment);
    else this.#free.push(environment);
  }
}
