// Slots of serverless-offline's public Lambda, each for one execution environment.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import Lambda, { type LambdaFunction } from 'serverless-offline/lambda';
import { createDefinition, type FunctionSource } from './functionSource.ts';

const handlerFile = createRequire(import.meta.url).resolve('serverless-offline-cloud/handler');

/** Where serverless-offline looks for the handler of every function. */
const offlineService = {
  config: { servicePath: dirname(handlerFile) },
  service: { service: 'functions', provider: { region: 'us-east-1' } },
};

/** Calls `run` without the variables by which the developer's own programs find AWS: serverless-offline copies them. */
const withoutAwsVariables = <Result>(run: () => Result): Result => {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  for (const [name] of own) delete process.env[name];
  try {
    return run();
  } finally {
    Object.assign(process.env, Object.fromEntries(own));
  }
};

export type CreateSlot = (functionKey: string) => LambdaFunction;

/** Returns the function that makes a slot. Which of them are free is the caller's to know, and when an event takes too long. */
export const createSlots = (
  sources: Readonly<Record<string, FunctionSource>>,
  useInProcess: boolean,
): CreateSlot => {
  const options = { host: '127.0.0.1', lambdaPort: 0, reloadHandler: true, noTimeout: true, useInProcess };
  const lambda = new Lambda(offlineService, options);
  lambda.create(
    Object.entries(sources).map(([functionKey, source]) => ({
      functionKey,
      functionDefinition: createDefinition(source),
    })),
  );
  return (functionKey) => withoutAwsVariables(() => lambda.get(functionKey));
};
