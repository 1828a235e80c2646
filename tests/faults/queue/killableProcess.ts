// A Node process that is started again when it is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export class KillableProcess {
  readonly #args: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess;

  /** `env` is all that it finds in its environment beside PATH. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#args = args;
    this.#env = env;
    this.#child = this.#start();
  }

  #start(): ChildProcess {
    const env = { PATH: process.env.PATH, ...this.#env };
    return spawn(process.execPath, this.#args, { env, stdio: 'ignore' });
  }

  /** By SIGKILL; resolves when the next process has been started. */
  async kill(): Promise<void> {
    await this.end();
    this.#child = this.#start();
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
