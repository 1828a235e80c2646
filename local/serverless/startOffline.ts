// Runs serverless-offline over serverless.yml: API Gateway and Lambda of the local cloud. Called by start.ts.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { tether } from 'data-api-emulator';
import { stateFolder } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';
import { UserError } from '#tools/userError.ts';
import type { Part } from '../part.ts';

export type OfflineOptions = {
  host: string;
  httpPort: number;
  lambdaPort: number;
  dataApiUrl: string;
  databaseUrl: string;
  /** Runs handlers in a process that waits for a debugger to attach, on this port. */
  inspectPort?: number | undefined;
};

export type Offline = Part & {
  /** Settles with the exit status when it ended by itself. */
  ended: Promise<number>;
};

// What serverless-offline says of every request; our functions log one line a request themselves.
const chatter = /^\s*$|\(λ: \w+\)|^(Starting Offline|Offline \[http)/;

/** Throws UserError with the last words of the command when it does not get ready. */
export const startOffline = async (options: OfflineOptions): Promise<Offline> => {
  const { host, httpPort, lambdaPort, dataApiUrl, databaseUrl, inspectPort } = options;
  const inspect = inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`];
  const ports = ['--httpPort', String(httpPort), '--lambdaPort', String(lambdaPort)];
  // A debugger finds breakpoints most surely in the main thread.
  const threads = inspectPort === undefined ? [] : ['--useInProcess'];
  const command = slsCommand(['offline', '--noSponsor', '--host', host, ...ports, ...threads], inspect);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
    DATABASE_URL: databaseUrl,
    // The framework loads a thousand modules; from the second start on they need no compiling.
    NODE_COMPILE_CACHE: join(stateFolder, 'compile-cache'),
  };
  const server = tether(command, { env, stdout: 'pipe', stderr: 'pipe' });

  const lines = (stream: Readable | null, use: (line: string) => void) =>
    createInterface({ input: stream as Readable }).on('line', use);
  const firstWords: string[] = [];
  let ready = false;
  await new Promise<void>((resolve, reject) => {
    // Before it is ready it draws its table of routes there.
    lines(server.child.stdout, (line) => ready && process.stdout.write(`${line}\n`));
    lines(server.child.stderr, (line) => {
      if (line.includes('Server ready')) {
        ready = true;
        resolve();
      } else if (!ready) firstWords.push(line);
      else if (!chatter.test(line)) process.stderr.write(`${line}\n`);
    });
    void server.ended.then(() =>
      reject(new UserError(`serverless-offline did not start:\n${firstWords.join('\n').trim()}`)),
    );
  });
  return { ended: server.ended, stop: server.stop };
};
