// The functions of a service, run from source by serverless-offline.
import { randomUUID } from 'node:crypto';
import { type CreateSlot, createSlots } from './createSlots.ts';
import { EnvironmentPool } from './environmentPool.ts';
import { ExecutionEnvironment } from './executionEnvironment.ts';
import { createContext, createModule, type FunctionSource, type SourceModule } from './functionSource.ts';
import type { InvokeOptions } from './invokeOptions.ts';
import { Threads } from './threads.ts';
import { createTraceHeader } from './traceHeader.ts';

export type FunctionsOptions = {
  /** By function key. */
  sources: Readonly<Record<string, FunctionSource>>;
  /** URLs of modules that each environment loads before its function's own. */
  imports: readonly string[];
  /** Of each function, unless it has reserved less concurrency. */
  maxEnvironments: number;
  /** For debuggers: breakpoints are found, no time runs out, and modules stay loaded until a restart. */
  useInProcess: boolean;
  /** Told of what no caller is told. */
  log(line: string): void;
  /** How long an event waits for a free environment; by default as long as API Gateway waits for a function. */
  maxWaitMs?: number;
  /** How long an environment stays without an event. */
  idleMs?: number;
};

/** The longest that a timer can be: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestWaitMs = 2 ** 31 - 1;

export class Functions {
  readonly #options: FunctionsOptions;
  readonly #createSlot: CreateSlot;
  readonly #threads: Threads | undefined;
  readonly #environments: ExecutionEnvironment[] = [];
  readonly #pools = new Map<string, EnvironmentPool<ExecutionEnvironment>>();
  #version = 0;
  #started: Promise<void> = Promise.resolve();

  constructor(options: FunctionsOptions) {
    this.#options = options;
    this.#createSlot = createSlots(options.sources, options.useInProcess);
    this.#threads = options.useInProcess ? undefined : new Threads();
  }

  /** Returns the result as JSON. Rejects with a FunctionError. */
  invoke(functionKey: string, event: unknown, options: InvokeOptions = {}): Promise<string> {
    const { requestId = randomUUID(), traceHeader = createTraceHeader() } = options;
    const source = this.#options.sources[functionKey] as FunctionSource;
    const module = createModule(source, this.#options.imports);
    const input = { event, module, context: createContext(source, requestId), traceHeader };
    return this.#poolOf(functionKey, source, module).with(async (environment) => {
      if (environment.version < this.#version) await environment.end();
      environment.version = this.#version;
      options.onStart?.({ requestId, isColdStart: environment.isCold });
      return environment.run(input, options.onLine);
    });
  }

  /** Later events get the source as it is then; those that run end as they began. Cheap, however often it is called. */
  renew(): void {
    this.#version += 1;
  }

  /** Events that run are not answered. */
  async stop(): Promise<void> {
    await Promise.all(this.#environments.map((environment) => environment.end()));
  }

  #poolOf(
    functionKey: string,
    source: FunctionSource,
    module: SourceModule,
  ): EnvironmentPool<ExecutionEnvironment> {
    const known = this.#pools.get(functionKey);
    if (known) return known;
    const { maxEnvironments, useInProcess, maxWaitMs = 30_000 } = this.#options;
    const pool = new EnvironmentPool({
      // Functions in this process share what they have loaded.
      maxEnvironments: useInProcess
        ? 1
        : Math.min(maxEnvironments, source.reservedConcurrency ?? maxEnvironments),
      maxWaitMs: useInProcess ? longestWaitMs : maxWaitMs,
      start: () => this.#startEnvironment(functionKey, source, module),
    });
    this.#pools.set(functionKey, pool);
    return pool;
  }

  /** One after another: of several that load at once, the first is as late as the last. */
  async #startEnvironment(
    functionKey: string,
    { timeoutS }: FunctionSource,
    module: SourceModule,
  ): Promise<ExecutionEnvironment> {
    const { idleMs = 60_000, log } = this.#options;
    const environment = new ExecutionEnvironment({
      slot: this.#createSlot(functionKey),
      threads: this.#threads,
      timeoutS,
      idleMs,
      log: (line) => log(`${functionKey} ${line}`),
    });
    environment.version = this.#version;
    this.#environments.push(environment);
    // What fails here fails again with the event, whose caller is told.
    this.#started = this.#started.then(() => environment.start(module)).catch(() => {});
    await this.#started;
    return environment;
  }
}
