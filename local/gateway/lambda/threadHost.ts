// A host that is a worker thread.
// It ends with the source that it loaded, and no function can take the process down.
import { Worker } from 'node:worker_threads';
import { type Failure, FunctionError, toFailure } from '#offline-cloud/lambda/functionError.ts';
import { type FunctionSource, findMemoryMb, findTimeoutS, type Host } from './host.ts';

export type Call = { id: number; event: unknown };
export type Reply = { id: number } & ({ payload: string } | { failure: Failure });

type Pending = { resolve(payload: string): void; reject(error: Error): void; timer: NodeJS.Timeout };

/** The young generation of V8's heap grows to three times 16 MB by itself; 8 MB cost no measurable time. */
const maxYoungGenerationSizeMb = 8;

/** Nothing of the developer's own environment but what concerns AWS, as in the cloud. */
const awsVariables = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')));

export class ThreadHost implements Host {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #isUsable = true;

  constructor(source: FunctionSource) {
    this.#timeoutMs = findTimeoutS(source) * 1000;
    this.#worker = new Worker(new URL('./hostThread.ts', import.meta.url), {
      workerData: source,
      env: awsVariables(),
      // As in Lambda. It also keeps the heap small: V8 collects the sooner, the less it may use.
      resourceLimits: { maxYoungGenerationSizeMb, maxOldGenerationSizeMb: findMemoryMb(source) },
    });
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#end(toFailure(error)));
    this.#worker.on('exit', () =>
      this.#end({
        errorType: 'Runtime.ExitError',
        errorMessage: 'The function ended its process.',
        stack: '',
      }),
    );
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  invoke(event: unknown): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#lastId += 1;
    const id = this.#lastId;
    const timer = setTimeout(() => this.#giveUp(id), this.#timeoutMs);
    this.#pending.set(id, { resolve, reject, timer });
    this.#worker.postMessage({ id, event } satisfies Call);
    return promise;
  }

  retire(): void {
    this.#isUsable = false;
    if (this.#pending.size === 0) void this.#worker.terminate();
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    clearTimeout(pending.timer);
    this.#pending.delete(reply.id);
    if ('failure' in reply) pending.reject(new FunctionError(reply.failure));
    else pending.resolve(reply.payload);
    if (!this.#isUsable) this.retire();
  }

  /** The thread may be stuck: it gets no more events, and ends once the others are answered or too late as well. */
  #giveUp(id: number): void {
    this.#isUsable = false;
    const errorMessage = `Task timed out after ${(this.#timeoutMs / 1000).toFixed(2)} seconds`;
    this.#settle({ id, failure: { errorType: 'Sandbox.Timedout', errorMessage, stack: '' } });
  }

  #end(failure: Failure): void {
    this.#isUsable = false;
    for (const id of this.#pending.keys()) this.#settle({ id, failure });
  }
}
