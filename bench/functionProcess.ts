// One process of a function under the real runtime client. Called by the measurements.
import { spawn } from 'node:child_process';
import { cpuTimeMs, residentBytes } from './processUsage.ts';
import { RuntimeApi } from './runtimeApi.ts';

export type FunctionOptions = {
  /** The module of the runtime client. */
  runtimeClient: string;
  taskRoot: string;
  /** module.export, as an image's command. */
  handler: string;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
  env: Readonly<Record<string, string>>;
};

export type FunctionProcess = {
  /** Resolves when the function waits for an event. */
  idle(): Promise<void>;
  invoke(event: string): Promise<string>;
  cpuTimeMs(): number;
  residentBytes(): number;
  stop(): void;
};

export const startFunction = async (options: FunctionOptions): Promise<FunctionProcess> => {
  const { runtimeClient, taskRoot, handler, nodeOptions = [], env } = options;
  const api = new RuntimeApi();
  const child = spawn(process.execPath, [...nodeOptions, runtimeClient, handler], {
    cwd: taskRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: await api.listen(),
      _HANDLER: handler,
      LAMBDA_TASK_ROOT: taskRoot,
      AWS_LAMBDA_FUNCTION_NAME: 'bench',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: 'bench',
      AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
      ...env,
    },
  });
  const pid = child.pid as number;
  return {
    idle: () => api.idle(),
    invoke: (event) => api.invoke(event),
    cpuTimeMs: () => cpuTimeMs(pid),
    residentBytes: () => residentBytes(pid),
    stop: () => {
      child.kill('SIGKILL');
      api.close();
    },
  };
};
