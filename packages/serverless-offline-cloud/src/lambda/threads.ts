// The threads of functions, whose ends serverless-offline tells nobody.
import { type EventEmitter, once } from 'node:events';
import type { Readable } from 'node:stream';
import { type Failure, toFailure } from './functionError.ts';

const exited: Failure = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'The function ended its process.',
  stack: '',
};

/** Resolves when a thread ends. Without a listener its error would end this process, too. */
const endOf = (thread: EventEmitter): Promise<Failure> =>
  new Promise((resolve) => {
    thread.once('error', (error) => resolve(toFailure(error)));
    thread.once('exit', () => resolve(exited));
  });

export type Thread = EventEmitter & { stdout: Readable; stderr: Readable };

export type StartedThread = { answer: Promise<unknown>; thread: Thread; end: Promise<Failure> };

export class Threads {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs the first event of a thread that `run` makes. One after another, as Node announces a new thread to the whole
   * process: https://nodejs.org/api/process.html#event-worker
   */
  start(run: () => Promise<unknown>): Promise<StartedThread> {
    const started = this.#last.then(async () => {
      const announced = once(process, 'worker');
      const answer = run();
      const [thread] = (await Promise.race([announced, answer.then(() => announced)])) as [Thread];
      return { answer, thread, end: endOf(thread) };
    });
    this.#last = started.catch(() => {});
    return started;
  }
}
