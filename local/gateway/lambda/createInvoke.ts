// Runs one function in this thread, as Lambda's runtime for Node.js does.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explainErrors } from '../../explainErrors.ts';
import { createContext, createEnvironment, type LambdaContext } from './createContext.ts';
import { type FunctionSource, findTimeoutS } from './host.ts';

type Handler = (event: unknown, context: LambdaContext) => unknown;

/**
 * Returns the function that handles one event, and returns the result as JSON. It rejects with what the handler throws, or
 * with why it could not be loaded.
 */
export const createInvoke = (source: FunctionSource): ((event: unknown) => Promise<string>) => {
  const { definition, servicePath } = source;
  const [, path = '', name = ''] = /^(.+)\.(\w+)$/.exec(definition.handler) ?? [];
  const url = pathToFileURL(join(servicePath, path)).href;
  const environment = createEnvironment(source);
  explainErrors();
  const load = async (): Promise<Handler> => {
    const handler = (await import(url))[name];
    if (typeof handler !== 'function') throw new TypeError(`${path} exports no function "${name}".`);
    return handler;
  };
  return async (event) => {
    const endMs = performance.now() + findTimeoutS(source) * 1000;
    // Each time, since functions in one process share its environment.
    Object.assign(process.env, environment);
    const handler = await load();
    return JSON.stringify(await handler(event, createContext(source, endMs))) ?? 'null';
  };
};
