// A process that is started again whenever it ends, once it has been ready.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Tethered, tether } from './tether.ts';

const restartDelayMs = 1_000;

export class KeptProcess {
  readonly #start: () => Tethered;
  readonly #onRestart: (status: number) => void;
  readonly #running: Promise<void>;
  #process: Tethered | undefined;
  #state: 'starting' | 'ready' | 'failed' | 'stopping' = 'starting';

  /** `output` takes its output: a file descriptor, or nothing. */
  constructor(command: readonly string[], output: number | 'ignore', onRestart: (status: number) => void) {
    this.#start = () => tether(command, { stdout: output, stderr: output });
    this.#onRestart = onRestart;
    this.#running = this.#run();
  }

  /** It ended before it was ready, so it will not be started again. */
  get hasFailed(): boolean {
    return this.#state === 'failed';
  }

  markReady(): void {
    this.#state = 'ready';
  }

  /** Ends the process and waits for that. Never rejects. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    await this.#process?.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#state !== 'stopping') {
      this.#process = this.#start();
      const status = await this.#process.ended;
      if (this.#state === 'starting') this.#state = 'failed';
      if (this.#state !== 'ready') return;
      this.#onRestart(status);
      await sleep(restartDelayMs);
    }
  }
}
