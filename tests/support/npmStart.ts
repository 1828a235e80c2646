// A running `npm start`, in a checkout of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from 'data-api-emulator';

export type Started = {
  child: ChildProcess;
  port: number;
  /** Everything it printed so far, on both streams. */
  output(): string;
  /** Settles when the output matches; rejects, with the output, when the process ends first or 100 s have passed. */
  until(pattern: RegExp): Promise<void>;
  /** The exit status, once it has ended; null when a signal ended it. */
  exited: Promise<number | null>;
  /** Sends the signal and returns the exit status. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Less than what tests wait for a start, so that one that hangs shows how far it came. */
const untilTimeoutMs = 100_000;

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
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(text) && resolve();
        child.on('output', look);
        const fail = (reason: string) => reject(new Error(`${reason} before ${pattern}:\n${text}`));
        void exited.then(() => fail('ended'));
        setTimeout(fail, untilTimeoutMs, 'hung').unref();
        look();
      }),
    exited,
    end: (signal = 'SIGINT') => {
      child.kill(signal);
      return exited;
    },
  };
};
