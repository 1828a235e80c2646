// Runs one function in this thread: serverless-offline loads it and gives it its context.
import Lambda from 'serverless-offline/lambda';
import type { FunctionSource } from './host.ts';

/** Returns the function that handles one event, and returns the result as JSON. */
export const createInvoke = (source: FunctionSource): ((event: unknown) => Promise<string>) => {
  const { functionKey, definition, provider, servicePath } = source;
  const serverless = { service: { provider }, config: { servicePath } };
  // A host keeps the time itself: it also ends a function that never lets go of its thread.
  const lambda = new Lambda(serverless, { useInProcess: true, noTimeout: true });
  lambda.create([{ functionKey, functionDefinition: definition }]);
  return async (event) => {
    const idle = lambda.get(functionKey);
    idle.setEvent(event);
    return JSON.stringify(await idle.runHandler()) ?? 'null';
  };
};
