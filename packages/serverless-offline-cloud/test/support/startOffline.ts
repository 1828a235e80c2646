// Starts `sls offline` in the folder of a service.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from 'data-api-emulator/local-server';

export type Offline = {
  /** Of the HTTP API. */
  url: string;
  lambdaUrl: string;
  eventsUrl: string;
  output(): string;
  /** Resolves when it has printed the text. The test's own time is the limit. */
  until(text: string): Promise<void>;
  stop(): Promise<void>;
};

export type OfflineStart = {
  folder: string;
  /** The program that runs it; that of this process by default. */
  node?: string;
  /** The folder of the Serverless Framework's package, as osls installs it. */
  framework: string;
  /** Of Node. */
  options?: readonly string[];
  /** Of `sls offline`. */
  flags?: readonly string[];
  environment?: Readonly<Record<string, string>>;
};

/** Rejects with what it printed when it ends before it is ready. */
export const startOffline = async (start: OfflineStart): Promise<Offline> => {
  const { folder, node = process.execPath, framework, options = [], flags = [], environment = {} } = start;
  const httpPort = await freePort();
  const lambdaPort = await freePort();
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const file = join(framework, 'bin/serverless.js');
  const ports = ['--httpPort', String(httpPort), '--lambdaPort', String(lambdaPort)];
  const child = spawn(node, [...options, file, 'offline', ...ports, ...flags], {
    cwd: folder,
    env: { ...inherited, SLS_LOG_LEVEL: 'warning', ...environment },
  });
  let output = '';
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    const look = (data: Buffer) => {
      output += data;
      if (output.includes('Server ready')) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    void ended.then(() => reject(new Error(`sls offline ended before it was ready:\n${output}`)));
  });
  return {
    url: `http://localhost:${httpPort}`,
    lambdaUrl: `http://localhost:${lambdaPort}`,
    eventsUrl: /AWS_ENDPOINT_URL=(\S+)/.exec(output)?.[1] ?? '',
    output: () => output,
    until: (text) =>
      new Promise((resolve) => {
        const look = () => output.includes(text) && resolve();
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        look();
      }),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};
