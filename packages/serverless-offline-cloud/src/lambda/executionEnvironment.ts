// An execution environment of a function, which has one event at a time.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
import { createInterface } from 'node:readline';
import type { LambdaFunction } from 'serverless-offline/lambda';
import { type Failure, FunctionError } from './functionError.ts';
import type { SourceModule } from './functionSource.ts';
import type { InvokeOptions } from './invokeOptions.ts';
import { type PrintedChunk, toPrintedLines } from './printedLines.ts';
import type { Thread, Threads } from './threads.ts';

/** What handler.mjs returns. */
type Outcome = ({ payload: string } | { failure: Failure }) & {
  /** Absent where the thread ended or the time was up. */
  printed?: PrintedChunk[];
};

export type ExecutionEnvironmentOptions = {
  /** It starts a thread when it has none. */
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
  #thread: Thread | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Of the event that runs. */
  #onEnd: ((failure: Failure) => void) | undefined;
  /** Lines of the thread's streams since the event began; the last ones of the event before may be among them. */
  #lines: PrintedChunk[] = [];
  /** What the source printed before the first event, which tells it. */
  #printedAtStart: PrintedChunk[] = [];
  /** Whether the next event is its first. */
  #isCold = true;
  /** The version of the source that it has loaded. */
  version = 0;

  constructor(options: ExecutionEnvironmentOptions) {
    this.#options = options;
  }

  get isCold(): boolean {
    return this.#isCold;
  }

  /** Loads the source before the first event. */
  async start(module: SourceModule): Promise<void> {
    if (!this.#options.threads) return;
    const { printed = [] } = await this.#answer({ module });
    this.#printedAtStart = printed;
  }

  /** Returns the function's result as JSON. Rejects with a FunctionError; the next event has a new thread where this one ended. */
  async run(input: object, onLine?: InvokeOptions['onLine']): Promise<string> {
    this.#isCold = false;
    const outcome = await this.#answer(input);
    const before = this.#printedAtStart.splice(0);
    const lines = outcome.printed ? toPrintedLines([...before, ...outcome.printed]) : this.#lines;
    for (const [stream, line] of lines) onLine?.(stream, line);
    if ('failure' in outcome) throw new FunctionError(outcome.failure);
    return outcome.payload;
  }

  /** Ends the thread, with all that the function has loaded. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    this.#thread = undefined;
    this.#isCold = true;
    await this.#options.slot.cleanup();
  }

  async #answer(input: object): Promise<Outcome> {
    clearTimeout(this.#idle);
    this.#lines = [];
    const outcome = await this.#race(input);
    this.#idle = setTimeout(() => void this.end(), this.#options.idleMs).unref();
    return outcome;
  }

  async #race(input: object): Promise<Outcome> {
    const { slot, threads, timeoutS } = this.#options;
    slot.setEvent(input);
    if (!threads) return (await slot.runHandler()) as Outcome;
    const { promise: ended, resolve } = Promise.withResolvers<Outcome>();
    this.#onEnd = (failure) => resolve({ failure });
    const timer = setTimeout(() => void this.#giveUp(), timeoutS * 1000);
    try {
      const { answer } = this.#thread ? { answer: slot.runHandler() } : await this.#startThread(threads);
      return await Promise.race([answer as Promise<Outcome>, ended]);
    } finally {
      clearTimeout(timer);
      this.#onEnd = undefined;
    }
  }

  async #startThread(threads: Threads): Promise<{ answer: Promise<unknown> }> {
    const { answer, end, thread } = await threads.start(() => this.#options.slot.runHandler());
    this.#thread = thread;
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface(thread[stream]).on('line', (line) => this.#lines.push([stream, line]));
    }
    void end.then((failure) => (this.#thread === thread ? this.#tellEnd(failure) : undefined));
    return { answer };
  }

  /** A thread that ended by itself is of no use to the next event. */
  async #tellEnd(failure: Failure): Promise<void> {
    await this.end();
    if (this.#onEnd) this.#onEnd(failure);
    else this.#options.log(`ended without an event: ${failure.stack || failure.errorMessage}`);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
  async #giveUp(): Promise<void> {
    const { timeoutS } = this.#options;
    const tell = this.#onEnd;
    await this.end();
    const errorMessage = `Task timed out after ${timeoutS.toFixed(2)} seconds`;
    tell?.({ errorType: 'Sandbox.Timedout', errorMessage, stack: '' });
  }
}
