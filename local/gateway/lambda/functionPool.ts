// The functions as they run from source: one host per function, replaced when the source changes.
import type { Host } from './host.ts';

export class FunctionPool {
  readonly #createHost: (functionKey: string) => Host;
  readonly #hosts = new Map<string, Host>();
  #isStale = false;

  /** `createHost` makes a host that loads the source as it is then. */
  constructor(createHost: (functionKey: string) => Host) {
    this.#createHost = createHost;
  }

  /** Later events get the source as it is then; those that run end as they began. Cheap, however often it is called. */
  renew(): void {
    this.#isStale = true;
  }

  /** Returns the result as JSON. Rejects with a FunctionError. */
  invoke(functionKey: string, event: unknown): Promise<string> {
    if (this.#isStale) this.#retireAll();
    return this.#usableHost(functionKey).invoke(event);
  }

  #retireAll(): void {
    this.#isStale = false;
    for (const host of this.#hosts.values()) host.retire();
    this.#hosts.clear();
  }

  #usableHost(functionKey: string): Host {
    const running = this.#hosts.get(functionKey);
    if (running?.isUsable) return running;
    const host = this.#createHost(functionKey);
    this.#hosts.set(functionKey, host);
    return host;
  }
}
