// Starts one process of a Lambda function under AWS's runtime client.
import type { ProgramReply, RunningProgram } from './program.ts';
import { RuntimeApi } from './runtimeApi.ts';
import { runtimeClient } from './runtimeClient.ts';
import { startProcess } from './startProcess.ts';

export type FunctionOptions = {
  taskRoot: string;
  /** module.export, as an image's command. */
  handler: string;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
  env: Readonly<Record<string, string>>;
};

/** What Lambda tells every function about itself. */
const lambdaEnvironment = {
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: 'bench',
  AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
};

/** The status is 0 when a function answers no HTTP response. */
const readReply = (answer: string): ProgramReply => {
  const { statusCode = 0, body = answer } = JSON.parse(answer);
  return { statusCode, body };
};

/** Resolves when the function has initialized and waits for its first event. */
export const startFunction = async (options: FunctionOptions): Promise<RunningProgram> => {
  const { taskRoot, handler, nodeOptions = [], env } = options;
  const api = new RuntimeApi();
  const address = await api.listen();
  const client = startProcess({
    args: [...nodeOptions, runtimeClient, handler],
    cwd: taskRoot,
    env: {
      AWS_LAMBDA_RUNTIME_API: address,
      _HANDLER: handler,
      LAMBDA_TASK_ROOT: taskRoot,
      ...lambdaEnvironment,
      ...env,
    },
  });
  const orEnded = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, client.ended]);
  const stop = () => {
    client.stop();
    api.close();
  };
  await orEnded(api.idle()).catch((error) => {
    stop();
    throw error;
  });
  return { ...client, send: async ({ event }) => readReply(await orEnded(api.invoke(event))), stop };
};
