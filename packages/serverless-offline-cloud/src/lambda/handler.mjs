// The handler that serverless-offline runs in place of a function's own: it answers as Lambda's Node.js runtime does.
import { enableCompileCache } from 'node:module';
import { toFailure } from './functionError.ts';

const exportOf = (loaded, path) => path.split('.').reduce((value, key) => value?.[key], loaded);

/** Modules stay loaded: from the second event on this takes no time. */
const load = async ({ url, exportName, imports, compileCache }) => {
  if (compileCache) enableCompileCache(compileCache);
  for (const first of imports) await import(first);
  const own = exportOf(await import(url), exportName);
  if (typeof own !== 'function') throw new TypeError(`${url} exports no function "${exportName}".`);
  return own;
};

/** A handler with a third parameter has a callback: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
const call = (own, event, context) => {
  if (own.length < 3) return own(event, context);
  const { promise, resolve, reject } = Promise.withResolvers();
  const result = own(event, context, (error, value) => (error ? reject(error) : resolve(value)));
  return typeof result?.then === 'function' ? Promise.race([result, promise]) : promise;
};

/** Returns plain data alone: another value, a thrown error too, may not get out of the thread, or not as what it was. */
export const handler = async ({ event, module, context, traceHeader }, { getRemainingTimeInMillis }) => {
  process.env._X_AMZN_TRACE_ID = traceHeader;
  try {
    const own = await load(module);
    return {
      payload: JSON.stringify(await call(own, event, { ...context, getRemainingTimeInMillis })) ?? 'null',
    };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
};
