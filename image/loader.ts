// The module handler.mjs of an image: runs the bundle beside it from V8's code cache.

// Not by import, which reads every export of a builtin module, and so loads what node:fs has on demand: 6 ms of each start.
const { readFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { Script } = process.getBuiltinModule('node:vm');

type BundleExports = {
  handler: (event: unknown, context: object) => Promise<unknown>;
  /** Absent from a function without a route. */
  prime?: () => Promise<void>;
};

const filename = `${import.meta.dirname}/bundle.cjs`;

/** Without a cache, or with one of another Node, processor or set of V8 flags, V8 compiles the source as ever. */
const readCache = (): Buffer | undefined => {
  try {
    return readFileSync(`${import.meta.dirname}/bundle.cache`);
  } catch {
    return undefined;
  }
};

// Latin-1, because the bundle is ASCII and V8 keeps one byte per character then.
export const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache() });
const module = { exports: {} as BundleExports };
script.runInThisContext()(module.exports, createRequire(filename), module, import.meta.url);

export const { handler, prime } = module.exports;

// Initialization runs at full processor speed whatever the memory size; the first invocation does not. Only when a request
// waits: ahead of requests, the connection would be closed before it is used, or gone with a snapshot. Whatever fails here
// will fail for the request too, which is then answered.
if (process.env.AWS_LAMBDA_INITIALIZATION_TYPE === 'on-demand') await prime?.().catch(() => {});
