// Runs serverless-offline over serverless.yml: API Gateway and Lambda of the local cloud.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { tether } from 'data-api-emulator';
import type { Part } from '#offline-cloud/server/part.ts';
import { log } from '#tools/command.ts';
import { compileCacheFolder, stateFolder } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';
import { UserError } from '#tools/userError.ts';
import { describeLogLine } from '../describeLogLine.ts';
import type { LocalUrls } from '../environment.ts';

export type OfflineOptions = {
  host: string;
  httpPort: number;
  lambdaPort: number;
  /** Parameters of serverless.yml that differ from their defaults: `corsOrigins=http://localhost:5173`. */
  parameters: readonly string[];
  /** Runs handlers in a process that waits for a debugger to attach, on this port. */
  inspectPort?: number | undefined;
};

export type Offline = Part & {
  /** Serves once it has loaded, with the parts at `urls`. Throws UserError with the last words of the command when it does not get ready. */
  serve(urls: Required<LocalUrls>): Promise<void>;
  /** Settles with the exit status when it ended by itself. */
  ended: Promise<number>;
};

/**
 * The young generation of V8's heap grows to 48 MB when the framework loads, and never shrinks. The old one grows to a
 * multiple of what is in use, which is the smaller, the less it may use.
 */
const smallHeap = ['--max-semi-space-size=2', '--max-old-space-size=512'];

/** For glibc: threads share two heaps instead of having one each, and what is free at their ends is given back. */
const smallNativeHeap = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };

const toCommand = (options: OfflineOptions): string[] => {
  const { host, httpPort, lambdaPort, parameters, inspectPort } = options;
  const flags = inspectPort === undefined ? smallHeap : [`--inspect=127.0.0.1:${inspectPort}`];
  const ports = ['--host', host, '--httpPort', String(httpPort), '--lambdaPort', String(lambdaPort)];
  // A debugger finds breakpoints most surely in the main thread.
  const threads = inspectPort === undefined ? [] : ['--useInProcess'];
  const params = parameters.flatMap((parameter) => ['--param', parameter]);
  return slsCommand(['offline', '--noSponsor', ...ports, ...threads, ...params], flags);
};

/** Starts to load the framework, which takes seconds, before it is known where the other parts are. */
export const startOffline = (options: OfflineOptions): Offline => {
  const env = {
    ...process.env,
    ...smallNativeHeap,
    // serverless-offline tells of every request; our functions log one line per request themselves.
    SLS_LOG_LEVEL: 'warning',
    // The framework loads a thousand modules; from the second start on they need no compiling.
    NODE_COMPILE_CACHE: compileCacheFolder,
    // Else it keeps the compiled schema of serverless.yml in HOME, which may be missing or read-only.
    SLS_SCHEMA_CACHE_BASE_DIR: stateFolder,
  };
  const { child, ended, stop } = tether(toCommand(options), {
    env,
    stdout: process.stdout.isTTY ? 'pipe' : 'inherit',
    stderr: 'pipe',
    channel: true,
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => log(describeLogLine(line)));
  const firstWords: string[] = [];
  let isReady = false;
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr as Readable }).on('line', (line) => {
      if (isReady) process.stderr.write(`${line}\n`);
      else if (line.startsWith('Server ready')) {
        isReady = true;
        resolve();
      } else firstWords.push(line);
    });
  });
  const refuse = async (): Promise<never> => {
    await ended;
    throw new UserError(`serverless-offline did not start:\n${firstWords.join('\n').trim()}`);
  };
  return {
    ended,
    stop,
    serve: async ({ dataApiUrl, secretsUrl, eventsUrl, databaseUrl }) => {
      const environment = {
        AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
        AWS_ENDPOINT_URL_SQS: eventsUrl,
        DATABASE_URL: databaseUrl,
      };
      // Sending fails when the process has ended meanwhile.
      child.send(environment, () => {});
      await Promise.race([ready, refuse()]);
    },
  };
};
