// The environments of one function: at most so many, each with one event at a time.
import { FunctionError, throttleType } from './functionError.ts';

export type PoolOptions<Environment> = {
  /** Resolves with an environment that has started. Never rejects. */
  start(): Promise<Environment>;
  maxEnvironments: number;
  /** How long an event waits for a free environment, when none is about to start. */
  maxWaitMs: number;
};

export class EnvironmentPool<Environment> {
  readonly #options: PoolOptions<Environment>;
  readonly #free: Environment[] = [];
  readonly #waiting: ((environment: Environment) => void)[] = [];
  #count = 0;
  #isStarting = false;

  constructor(options: PoolOptions<Environment>) {
    this.#options = options;
  }

  /** Calls `use` with an environment that nobody else has. Rejects with a FunctionError when none gets free in time. */
  async with<Result>(use: (environment: Environment) => Promise<Result>): Promise<Result> {
    // That which was used last, so that the others become idle.
    const environment = this.#free.pop() ?? (await this.#wait());
    try {
      return await use(environment);
    } finally {
      this.#giveBack(environment);
    }
  }

  /** An environment that another event has left may be free before one that starts. */
  #wait(): Promise<Environment> {
    const { maxEnvironments, maxWaitMs } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<Environment>();
    const timer = setTimeout(() => {
      if (this.#isStarting) return void timer.refresh();
      this.#waiting.splice(this.#waiting.indexOf(take), 1);
      const errorMessage = `Rate Exceeded: all ${maxEnvironments} environments are busy.`;
      reject(new FunctionError({ errorType: throttleType, errorMessage, stack: '' }));
    }, maxWaitMs);
    const take = (environment: Environment) => {
      clearTimeout(timer);
      resolve(environment);
    };
    this.#waiting.push(take);
    void this.#grow();
    return promise;
  }

  /** One at a time, as long as events wait. */
  async #grow(): Promise<void> {
    if (this.#isStarting || this.#waiting.length === 0 || this.#count === this.#options.maxEnvironments)
      return;
    this.#count += 1;
    this.#isStarting = true;
    this.#giveBack(await this.#options.start());
    this.#isStarting = false;
    await this.#grow();
  }

  #giveBack(environment: Environment): void {
    const next = this.#waiting.shift();
    if (next) next(environment);
    else this.#free.push(environment);
  }
}
