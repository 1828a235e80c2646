// An invocation of a simulated function, whose calls take time and fail, and which may be killed.
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { Simulator } from './simulator.ts';

type Method = (...args: unknown[]) => Promise<unknown>;

/** How long a write whose function was killed, or gave it up, may take to land. */
const maxLateMs = 30_000;
const failureShare = 0.02;
/** Answered writes of which an earlier attempt lands late. */
const repeatShare = 0.05;
const killShare = 0.3;

/** What is neither a fault nor of the export that ran out of its starts is a bug. */
const ignoreFault = (error: unknown): undefined => {
  if (error instanceof DatabaseError || error instanceof ObjectStoreError) return undefined;
  throw error;
};

/** A call of a function that was killed returns to nobody. */
const never = new Promise<never>(() => {});

export class Attempt {
  readonly deadlineMs: number;
  readonly #simulator: Simulator;
  readonly #endMs: number;
  readonly #maxCallMs: number;
  faults = 0;

  constructor(simulator: Simulator, { lastsMs, killedWithinMs, maxCallMs }: AttemptOptions) {
    this.#simulator = simulator;
    this.deadlineMs = simulator.now() + lastsMs;
    this.#maxCallMs = maxCallMs;
    const isKilled = simulator.chance(killShare);
    if (isKilled) this.faults += 1;
    this.#endMs = isKilled ? simulator.now() + simulator.between(0, killedWithinMs) : this.deadlineMs;
  }

  get call(): { deadlineMs: number } {
    return { deadlineMs: this.deadlineMs };
  }

  /** The result of the work, or undefined once it was killed or has failed. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const killed = this.#simulator.sleep(this.#endMs - this.#simulator.now()).then(() => undefined);
    return Promise.race([work().catch(ignoreFault), killed]);
  }

  /** The same port, as this attempt calls it. */
  use<Port extends object>(port: Port): Port {
    const isStore = 'readRange' in port;
    const methods = Object.entries(port).map(([name, method]) => {
      if (typeof method !== 'function') return [name, method];
      const isLate = isStore && name === 'write';
      return [name, (...args: unknown[]) => this.#call(method as Method, args, isStore, isLate)];
    });
    const used = Object.fromEntries(methods);
    return isStore ? { ...used, writeStream: this.#streaming(port as unknown as ObjectStore) } : used;
  }

  async #call(method: Method, args: unknown[], isStore: boolean, isLate: boolean): Promise<unknown> {
    if (this.#isKilled) await never;
    await this.#wait();
    if (this.#isKilled) {
      if (isLate && this.#simulator.chance(0.5)) await this.#land(() => method(...args));
      await never;
    }
    if (!this.#simulator.chance(failureShare)) {
      const result = isLate ? await this.#repeat(() => method(...args)) : await method(...args);
      await this.#wait();
      return this.#isKilled ? never : result;
    }
    this.faults += 1;
    const kind = this.#simulator.between(0, isLate ? 2 : 1);
    if (kind === 1) await method(...args).catch(() => {});
    if (kind === 2) void this.#land(() => method(...args));
    throw isStore ? new ObjectStoreError('unavailable', 'Fault') : new DatabaseError('transient', 'Fault');
  }

  get #isKilled(): boolean {
    return this.#simulator.now() >= this.#endMs;
  }

  /** The time of a call, half of it. */
  #wait(): Promise<void> {
    return this.#simulator.sleep(this.#simulator.between(1, this.#maxCallMs));
  }

  async #land(write: () => Promise<unknown>): Promise<void> {
    await this.#simulator.sleep(this.#simulator.between(0, maxLateMs));
    await write().catch(() => {});
  }

  /** The answer to a write, which may have been sent before. */
  async #repeat(write: () => Promise<unknown>): Promise<unknown> {
    const answer = await write();
    if (!this.#simulator.chance(repeatShare)) return answer;
    this.faults += 1;
    void this.#land(write);
    return { attempts: 2 };
  }

  /** Its last call, which makes the object, may land late too. */
  #streaming(store: ObjectStore): ObjectStore['writeStream'] {
    const send = async (): Promise<void> => {
      await this.#wait();
      if (this.#isKilled) await never;
    };
    const complete = async (): Promise<void> => {
      await this.#wait();
      if (!this.#isKilled) return;
      if (this.#simulator.chance(0.5)) await never;
      await this.#simulator.sleep(this.#simulator.between(0, maxLateMs));
    };
    return async (key, blocks, options, call) => {
      const body: Buffer[] = [];
      const sent = async function* () {
        for await (const block of blocks) {
          await send();
          body.push(block);
          yield block;
        }
        await complete();
      };
      const written = await store.writeStream(key, sent(), options, call);
      if (!this.#simulator.chance(repeatShare)) return written;
      this.faults += 1;
      void this.#land(() => store.write(key, Buffer.concat(body), options, call));
      return { attempts: 2 };
    };
  }
}

export type AttemptOptions = {
  lastsMs: number;
  /** A third of the attempts are killed in their first so many milliseconds. */
  killedWithinMs: number;
  /** The longest time to a call's work, and from there to its answer. */
  maxCallMs: number;
};
