// Loads the bundle beside it with V8's code cache, which spares the compilation of every function that a warm-up used.
// Becomes functions/<name>/handler.mjs of the image; bundle.ts copies it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

const filename = join(import.meta.dirname, 'bundle.cjs');

/** Without a cache, or with one of another Node, processor or set of V8 flags, V8 compiles the source as ever. */
const readCache = () => {
  try {
    return readFileSync(join(import.meta.dirname, 'bundle.cache'));
  } catch {
    return undefined;
  }
};

// Latin-1, because the bundle is ASCII and V8 keeps one byte a character then.
export const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache() });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, import.meta.url);

export const { handler } = module.exports;

// Initialization runs at full processor speed whatever the memory size, the first invocation does not: one request that
// reads at most one row opens the connection and compiles the code ahead, so that the first invocation takes 6 ms of
// processor time instead of 38 (`npm run bench`). It is given half a second, and answers rather than fails. Only when a
// request is waiting: an environment that is provisioned ahead, or frozen by SnapStart, would wake a paused database.
// `servesRequests` is put in by bundle.ts; migrate would take the request for its order.
if (servesRequests && process.env.AWS_LAMBDA_INITIALIZATION_TYPE === 'on-demand') {
  const rawQueryString = 'limit=1&email=init@invalid';
  const requestContext = { http: { method: 'GET' } };
  const event = { version: '2.0', routeKey: 'GET init', rawPath: '/', rawQueryString, requestContext };
  const getRemainingTimeInMillis = () => 1_000;
  await handler(event, { awsRequestId: 'init', functionName: 'init', getRemainingTimeInMillis });
}
