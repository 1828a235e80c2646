// Calls between the functions and the services of AWS: they take time, fail, and get lost.
import type { NetworkCall, NetworkOptions, SimulatedFault } from './networkCall.ts';

/** How long after it was given up a write may still land. */
/** How long after its answer a call may land. */
export const maxLateMs = 30_000;

export class Network {
  readonly #options: NetworkOptions;
  /** Port calls so far. */
  calls = 0;
  faults = 0;
  /** Faults end before the history does, so that everything can settle. */
  isFaulty = true;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  call<Result>(call: NetworkCall<Result>): Promise<Result> {
    const { scheduler, trace } = this.#options;
    if (!call.caller.isAlive) return new Promise(() => {});
    this.calls += 1;
    const kind = this.#chooseFault(call);
    const number = this.calls;
    trace(`${call.caller.name} #${number} ${call.name}${kind ? ` (${kind})` : ''}`);
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (settle: () => void, how: string) => {
        if (isOver || !call.caller.isAlive) return;
        isOver = true;
        stop();
        trace(`${call.caller.name} #${number} ${how}`);
        settle();
      };
      const stop = call.onGivenUp(() => end(() => reject(call.givenUp()), 'given up'));
      const answer = (settle: () => void, how: string) =>
        scheduler.startTimer(() => end(settle, how), this.#latencyMs());
      const fail = () => answer(() => reject(call.fault()), 'failed');
      scheduler.startTimer(() => {
        if (kind === 'before') return fail();
        if (kind === 'late') return this.#land(call, fail);
        // A request may get lost with its sender.
        if (!call.caller.isAlive && this.#options.random.chance(0.5)) return;
        const settle = this.#execute(call, resolve, reject);
        if (kind === 'lost') return;
        if (kind === 'after') return fail();
        answer(settle, 'answered');
      }, this.#latencyMs());
    });
  }

  /** Runs the work; returns what tells the caller of it. */
  #execute<Result>(
    { run }: NetworkCall<Result>,
    resolve: (result: Result) => void,
    reject: (error: unknown) => void,
  ): () => void {
    try {
      const result = run();
      return () => resolve(result);
    } catch (error) {
      return () => reject(error);
    }
  }

  #land<Result>(call: NetworkCall<Result>, fail: () => void): void {
    const { scheduler, random, trace } = this.#options;
    scheduler.startTimer(
      () => {
        trace(`${call.caller.name} lands late: ${call.name}`);
        this.#execute(
          call,
          () => {},
          () => {},
        );
      },
      random.between(0, maxLateMs),
    );
    if (random.chance(0.5)) fail();
  }

  /** Whether an earlier attempt of the write that was just answered lands once more, later. */
  repeats(land: () => void): boolean {
    const { scheduler, random, allowed } = this.#options;
    if (!this.isFaulty || !allowed.has('repeat') || !random.chance(0.03)) return false;
    this.faults += 1;
    scheduler.startTimer(land, random.between(0, maxLateMs));
    return true;
  }

  #chooseFault({
    isWrite,
    isRetried,
  }: {
    isWrite?: boolean;
    isRetried?: boolean;
  }): SimulatedFault | undefined {
    const { random, faultShare, allowed } = this.#options;
    if (!random.chance(isRetried ? faultShare / 5 : faultShare) || !this.isFaulty) return undefined;
    const kind = random.pick(
      isWrite ? (['before', 'after', 'lost', 'late'] as const) : (['before', 'after', 'lost'] as const),
    );
    if (!allowed.has(kind)) return undefined;
    this.faults += 1;
    return kind;
  }

  #latencyMs(): number {
    return this.#options.random.between(1, this.#options.maxCallMs);
  }
}
