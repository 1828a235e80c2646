// The handler that serverless-offline runs in place of a function's own: it answers as Lambda's Node.js runtime does.
import { AsyncLocalStorage } from 'node:async_hooks';
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

/** Of one event, in characters; what it prints beyond is not told of. */
const maxPrinted = 1_000_000;

/** Tells the event in whose course something is printed: a thread's own streams may be read after the next one began. */
const followPrints = () => {
  const events = new AsyncLocalStorage();
  for (const stream of ['stdout', 'stderr']) {
    const write = process[stream].write;
    process[stream].write = function (chunk, ...rest) {
      const printed = events.getStore();
      if (printed && printed.length < maxPrinted) {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
        printed.length += text.length;
        printed.chunks.push([stream, text]);
      }
      return write.call(this, chunk, ...rest);
    };
  }
  return events;
};

/** Once, also where this module is loaded anew for each event. */
const key = Symbol.for('serverless-offline-cloud:events');
globalThis[key] ??= followPrints();

/** Without an event it loads alone. Returns plain data alone: another value, a thrown error too, may not get out of the thread, or not as what it was. */
const run = async ({ event, module, context }, { getRemainingTimeInMillis }) => {
  try {
    const own = await load(module);
    if (event === undefined) return { payload: 'null' };
    const result = await call(own, event, { ...context, getRemainingTimeInMillis });
    return { payload: JSON.stringify(result) ?? 'null' };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
};

export const handler = async (input, context) => {
  if (input.traceHeader) process.env._X_AMZN_TRACE_ID = input.traceHeader;
  const printed = { chunks: [], length: 0 };
  const outcome = await globalThis[key].run(printed, () => run(input, context));
  return { ...outcome, printed: printed.chunks };
};
