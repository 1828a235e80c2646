// The context of an event, and the environment that Lambda defines.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { accountId } from '#offline-cloud/account.ts';
import { type FunctionSource, findMemoryMb } from './host.ts';

/** Node.js 24 has no callbacks in Lambda, and none of the methods of their time. */
export type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

const functionVersion = '$LATEST';
const logStreamName = 'local';

const logGroupOf = (name: string): string => `/aws/lambda/${name}`;

/** The variables of serverless.yml, and Lambda's own. */
export const createEnvironment = (source: FunctionSource): Record<string, string> => {
  const { definition, provider, servicePath } = source;
  return {
    AWS_REGION: provider.region,
    AWS_DEFAULT_REGION: provider.region,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(findMemoryMb(source)),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(definition.name),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: servicePath,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: definition.handler,
    ...provider.environment,
    ...definition.environment,
  };
};

/** `endMs` is when the time of the event is up, by `performance.now()`. */
export const createContext = (source: FunctionSource, endMs: number): LambdaContext => {
  const { definition, provider } = source;
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName: definition.name,
    functionVersion,
    invokedFunctionArn: `arn:aws:lambda:${provider.region}:${accountId}:function:${definition.name}`,
    logGroupName: logGroupOf(definition.name),
    logStreamName,
    memoryLimitInMB: String(findMemoryMb(source)),
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endMs - performance.now())),
  };
};
