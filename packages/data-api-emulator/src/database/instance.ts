// A writer instance that scales to zero: available, paused or resuming.

import { ApiError } from '../apiError.ts';
import type { EmulatorClock } from '../clock.ts';

export type InstanceOptions = {
  /** What the message about a resume calls it. */
  name: string;
  clock: EmulatorClock;
  /** SecondsUntilAutoPause; undefined never pauses by itself. */
  autoPauseMs?: number | undefined;
  resumeMs: number;
  /** Ends what a paused instance cannot hold. */
  onPause: () => void;
};

/**
 * "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2": it pauses after the given time
 * without user connections. A Data API call on a paused instance starts the resume and fails; so do all calls until
 * it is over. (API_ExecuteStatement, DatabaseResumingException)
 */
export class Instance {
  #state: 'available' | 'paused' | 'resuming' | 'stopped' = 'available';
  #connections = 0;
  #stopTimer = () => {};
  readonly #options: InstanceOptions;

  constructor(options: InstanceOptions) {
    this.#options = options;
    this.#pauseWhenIdle();
  }

  get state(): string {
    return this.#state;
  }

  /** Counts one more connection in use, or throws when there can be none. */
  connect(): void {
    if (this.#state === 'paused') this.#resume();
    if (this.#state === 'resuming') {
      // The text is that of aws/aws-sdk-js-v3#6701.
      const message = `The Aurora DB instance ${this.#options.name} is resuming after being auto-paused. Please wait a few seconds and try again.`;
      throw new ApiError('DatabaseResumingException', message);
    }
    this.#stopTimer();
    this.#connections += 1;
  }

  disconnect(): void {
    this.#connections -= 1;
    this.#pauseWhenIdle();
  }

  pause(): void {
    if (this.#state !== 'available') return;
    this.#stopTimer();
    this.#state = 'paused';
    this.#options.onPause();
  }

  /** Sets no timer from here on. */
  stop(): void {
    this.#stopTimer();
    this.#state = 'stopped';
  }

  #resume(): void {
    this.#state = 'resuming';
    this.#stopTimer = this.#options.clock.after(this.#options.resumeMs, () => {
      this.#state = 'available';
      this.#pauseWhenIdle();
    });
  }

  #pauseWhenIdle(): void {
    const { autoPauseMs, clock } = this.#options;
    if (autoPauseMs === undefined || this.#connections > 0 || this.#state !== 'available') return;
    this.#stopTimer = clock.after(autoPauseMs, () => this.pause());
  }
}
