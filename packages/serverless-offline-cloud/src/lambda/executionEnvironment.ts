// An execution environment of a function, which has one event at a time.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LambdaFunction } from 'serverless-offline/lambda';
import { type Failure, FunctionError } from './functionError.ts';
import type { InvokeOptions } from './invokeOptions.ts';
import type { Threads } from './threads.ts';

/** What handler.mjs returns. */
type Outcome = { payload: string } | { failure: Failure };

export type ExecutionEnvironmentOptions = {
  /** It starts an environment when it has none. */
  slot: LambdaFunction;
  /** Undefined where functions run in this process. */
  threads: Threads | undefined;
  timeoutS: number;
  /** How long it may be without an event. */
  idleMs: number;
  log(line: string): void;
};

export class ExecutionEnvironment {
  readonly #options: ExecutionEnvironmentOptions;
  /** Of the thread that runs now: resolves when it ends. */
  #end: Promise<Failure> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isBusy = false;
  #onLine: InvokeOptions['onLine'];
  /** The version of the source that it has loaded. */
  version = 0;

  constructor(options: ExecutionEnvironmentOptions) {
    this.#options = options;
  }

  /** Returns the function's result as JSON. Rejects with a FunctionError; the next event has a new thread where this one ended. */
  async run(input: object, onLine?: InvokeOptions['onLine']): Promise<string> {
    clearTimeout(this.#idle);
    this.#onLine = onLine;
    this.#isBusy = true;
    const outcome = await this.#race(input);
    this.#isBusy = false;
    this.#idle = setTimeout(() => void this.end(), this.#options.idleMs).unref();
    if ('failure' in outcome) throw new FunctionError(outcome.failure);
    return outcome.payload;
  }

  /** Whether the next event starts it. */
  get isCold(): boolean {
    return this.#end === undefined;
  }

  /** Ends the thread, with all that the function has loaded. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    this.#end = undefined;
    await this.#options.slot.cleanup();
  }

  async #race(input: object): Promise<Outcome> {
    const { slot, threads } = this.#options;
    slot.setEvent(input);
    if (!threads) return (await slot.runHandler()) as Outcome;
    const clock = new AbortController();
    try {
      return await Promise.race([this.#runInThread(threads), this.#giveUp(clock.signal)]);
    } finally {
      clock.abort();
    }
  }

  async #runInThread(threads: Threads): Promise<Outcome> {
    const { slot } = this.#options;
    if (this.#end) return this.#untilEnd(slot.runHandler(), this.#end);
    const { answer, end, thread } = await threads.start(() => slot.runHandler());
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface(thread[stream]).on('line', (line) => this.#onLine?.(stream, line));
    }
    const ended: Promise<Failure> = end.then((failure) => this.#forget(ended, failure));
    this.#end = ended;
    return this.#untilEnd(answer, ended);
  }

  /** A thread that ended by itself is of no use to the next event. */
  async #forget(ended: Promise<Failure>, failure: Failure): Promise<Failure> {
    if (this.#end !== ended) return failure;
    if (!this.#isBusy) this.#options.log(`ended without an event: ${failure.stack || failure.errorMessage}`);
    await this.end();
    return failure;
  }

  #untilEnd(answer: Promise<unknown>, end: Promise<Failure>): Promise<Outcome> {
    return Promise.race([answer as Promise<Outcome>, end.then((failure) => ({ failure }))]);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
  async #giveUp(signal: AbortSignal): Promise<Outcome> {
    const { timeoutS } = this.#options;
    await sleep(timeoutS * 1000, undefined, { signal });
    await this.end();
    const errorMessage = `Task timed out after ${timeoutS.toFixed(2)} seconds`;
    return { failure: { errorType: 'Sandbox.Timedout', errorMessage, stack: '' } };
  }
}
