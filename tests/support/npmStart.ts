// A running `npm start`, in a checkout of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from 'data-api-emulator';
import { cpuSeconds } from './processTree.ts';

export type Started = {
  child: ChildProcess;
  port: number;
  /** Everything it printed so far, on both streams. */
  output(): string;
  /**
   * Settles when the output from this character on matches. Rejects, with the output, when the process ends first, or when
   * it neither prints nor computes any more.
   */
  until(pattern: RegExp, from?: number): Promise<void>;
  /** The exit status, once it has ended; null when a signal ended it. */
  exited: Promise<number | null>;
  /** Sends the signal and returns the exit status. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** As long as a process may do nothing; a busy machine gives one that has work some of its time in less. */
const idleMs = 60_000;
/** What Node and a database server use while they wait, by far. */
const idleCpuS = 2;

/** Calls `onHung` when the process and those below it have used hardly any time and printed nothing; returns its end. */
const watchProgress = (pid: number, output: () => string, onHung: () => void): (() => void) => {
  const progress = () => ({ printed: output().length, cpuS: cpuSeconds(pid) });
  let before = progress();
  const timer = setInterval(() => {
    const now = progress();
    if (now.printed === before.printed && now.cpuS - before.cpuS < idleCpuS) onHung();
    before = now;
  }, idleMs).unref();
  return () => clearInterval(timer);
};

export const npmStart = async (
  folder: string,
  environment: Record<string, string> = {},
  options: string[] = [],
): Promise<Started> => {
  const port = await freePort();
  const { DATABASE_URL: _, AWS_ENDPOINT_URL_RDS_DATA: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  // The script itself: npm would stand between it and a signal.
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const command = `exec env ${scripts.start} "$@"`;
  const PATH = `${dirname(process.execPath)}:${inherited.PATH}`;
  const child = spawn('/bin/sh', ['-c', command, 'npm', ...options], {
    cwd: folder,
    env: { ...inherited, PATH, PORT: String(port), ...environment },
  });
  let text = '';
  const exited = once(child, 'exit').then(([status]) => status as number | null);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      child.emit('output');
    });
  }
  return {
    child,
    port,
    output: () => text,
    until: (pattern, from = 0) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => pattern.test(text.slice(from)) && resolve();
      const fail = (reason: string) => reject(new Error(`${reason} before ${pattern}:\n${text}`));
      const unwatch = watchProgress(
        child.pid as number,
        () => text,
        () => fail('hung'),
      );
      child.on('output', look);
      void exited.then(() => fail('ended'));
      look();
      return promise.finally(() => {
        unwatch();
        child.off('output', look);
      });
    },
    exited,
    end: (signal = 'SIGINT') => {
      child.kill(signal);
      return exited;
    },
  };
};
