// A function as it is run from source: its environment and its context.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import type { FunctionDefinition } from 'serverless-offline/lambda';
import { accountId } from '../account.ts';

export type FunctionSource = {
  /** As it is deployed: `users-dev-getUsers`. */
  name: string;
  /** The folder of serverless.yml. */
  taskRoot: string;
  /** The module from there, with its extension, then its export: `functions/getUsers/handler.ts.handler`. */
  handler: string;
  region: string;
  timeoutS: number;
  memoryMb: number;
  /** Variables of its own, in addition to Lambda's. */
  environment: Readonly<Record<string, string>>;
  reservedConcurrency?: number | undefined;
};

/** What handler.mjs loads. */
export type SourceModule = {
  url: string;
  exportName: string;
  /** URLs of modules that are loaded before. */
  imports: readonly string[];
  /** The folder of NODE_COMPILE_CACHE, which threads do not inherit. */
  compileCache: string | undefined;
};

export const createModule = (
  { taskRoot, handler }: FunctionSource,
  imports: readonly string[],
): SourceModule => {
  const [, path = '', exportName = ''] = /^(.+\.[cm]?[jt]s)\.(.+)$/.exec(handler) ?? [];
  const url = pathToFileURL(join(taskRoot, path)).href;
  return { url, exportName, imports, compileCache: process.env.NODE_COMPILE_CACHE };
};

/** Node.js 24 has no callbacks in Lambda, and none of the methods of their time. */
export type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed' | 'getRemainingTimeInMillis'>;

const functionVersion = '$LATEST';
const logStreamName = 'local';
const logGroupOf = (name: string): string => `/aws/lambda/${name}`;

/** serverless-offline has values of its own, some of another time, for what Lambda sets. */
const createEnvironment = (source: FunctionSource): Record<string, string> => ({
  AWS_REGION: source.region,
  AWS_DEFAULT_REGION: source.region,
  AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(source.name),
  AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
  LAMBDA_TASK_ROOT: source.taskRoot,
  TZ: ':UTC',
  _HANDLER: source.handler,
  ...source.environment,
});

/** The definition by which serverless-offline runs handler.mjs. */
export const createDefinition = (source: FunctionSource): FunctionDefinition => ({
  name: source.name,
  handler: 'handler.handler',
  // Any that it runs in a thread: the Node that runs it is this process's own.
  runtime: 'nodejs24.x',
  environment: createEnvironment(source),
  timeout: source.timeoutS,
  memorySize: source.memoryMb,
});

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html; handler.mjs adds the time that remains. */
export const createContext = (source: FunctionSource, requestId: string): LambdaContext => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: source.name,
  functionVersion,
  invokedFunctionArn: `arn:aws:lambda:${source.region}:${accountId}:function:${source.name}`,
  logGroupName: logGroupOf(source.name),
  logStreamName,
  memoryLimitInMB: String(source.memoryMb),
});
