// Lets one call happen at a time, in an order that a seed repeats; some fail or kill who calls.
import { setImmediate } from 'node:timers/promises';

/** What happens to a call: before its work or after it, an error, or the death of its caller. */
type Fault = { after: boolean; kills: boolean };

/** One run of a function. Once it was killed, none of its calls has an effect. */
export type Caller = { isDead: boolean };

type Method = (...args: unknown[]) => Promise<unknown>;

export class Turns {
  /** Calls that met a fault. */
  faults = 0;
  readonly #random: () => number;
  readonly #faultShare: number;
  #waiting: (() => Promise<void>)[] = [];

  constructor(random: () => number, faultShare: number) {
    this.#random = random;
    this.#faultShare = faultShare;
  }

  /** Returns the port with calls that wait for their turn and may fail with this error. */
  guard<Port extends object>(port: Port, caller: Caller, failure: () => Error): Port {
    const methods = Object.entries(port).map(([name, method]) => [
      name,
      typeof method === 'function' ? this.#guardMethod(method as Method, caller, failure) : method,
    ]);
    return Object.fromEntries(methods) as Port;
  }

  /** Gives turns until every task has ended. Never rejects. */
  async run(tasks: readonly Promise<unknown>[]): Promise<void> {
    let left = tasks.length;
    for (const task of tasks) {
      const end = () => {
        left -= 1;
      };
      task.then(end, end);
    }
    while (left > 0) {
      // Whatever is not waiting for a turn comes to its next call.
      await setImmediate();
      const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
      await next?.();
    }
  }

  #guardMethod(method: Method, caller: Caller, failure: () => Error): Method {
    return (...args) =>
      new Promise((resolve, reject) => {
        this.#waiting.push(() => this.#call(() => method(...args), caller, failure).then(resolve, reject));
      });
  }

  async #call(work: () => Promise<unknown>, caller: Caller, failure: () => Error): Promise<unknown> {
    const killed = new Error('The function was killed.');
    if (caller.isDead) throw killed;
    const fault = this.#drawFault();
    if (!fault) return work();
    this.faults += 1;
    if (fault.after) await work();
    caller.isDead = fault.kills;
    throw fault.kills ? killed : failure();
  }

  #drawFault(): Fault | undefined {
    if (this.#random() >= this.#faultShare) return undefined;
    return { after: this.#random() < 0.5, kills: this.#random() < 0.3 };
  }
}
