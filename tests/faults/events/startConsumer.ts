// A function in a process of its own, which can be killed in the middle of an invocation.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type KillableConsumer = {
  /** Rejects when the process was killed before it answered. */
  invoke(event: unknown): Promise<unknown>;
  /** The next invocation has a new process. */
  kill(): void;
};

const invokeIn = (child: ChildProcess, id: number, event: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onMessage = (message: { id: number; answer: unknown }) => {
      if (message.id !== id) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      if (message.answer === undefined) reject(new Error('The function failed.'));
      else resolve(message.answer);
    };
    const onExit = () => reject(new Error('The function was killed.'));
    child.on('message', onMessage).on('exit', onExit);
    child.send({ id, event }, (error) => error && onExit());
  });

export type ConsumerOptions = {
  name: string;
  /** Of each invocation. */
  timeoutMs: number;
  env: Readonly<Record<string, string>>;
};

export const startConsumer = ({ name, timeoutMs, env }: ConsumerOptions): KillableConsumer => {
  let child: ChildProcess | undefined;
  let invocations = 0;
  const start = (): ChildProcess =>
    fork(join(import.meta.dirname, 'consumerProcess.ts'), [name, String(timeoutMs)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...env, NODE_OPTIONS: '' },
    }).setMaxListeners(0);
  return {
    invoke(event) {
      child ??= start();
      invocations += 1;
      return invokeIn(child, invocations, event);
    },
    kill() {
      child?.kill('SIGKILL');
      child = undefined;
    },
  };
};
