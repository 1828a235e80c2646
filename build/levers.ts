// The build's levers on cold start, each of which the bench can leave out to show its worth. Used by bundle.ts.
import type { Plugin } from 'esbuild';
import { clientDefaults, lazyBuiltins, trimmedPackages } from './plugins.ts';

/** With its worth: cold CPU of searchUser without it against with it (`npm run bench`, docs/performance.md). */
export type Lever =
  /** 1.14: no readers of ~/.aws, no chain of credential providers. */
  | 'clientDefaults'
  /** 1.02, within the noise, and 23 KB: what keeps a bundle below its size limit; its SHA-256 serves the warm path. */
  | 'trimmedPackages'
  /** 1.02, within the noise: node:crypto is loaded by the first signature instead of with the bundle. */
  | 'lazyBuiltins'
  /** 1.44: the functions that a request uses need no compilation. */
  | 'codeCache';

/** The levers that change what is bundled. The code cache is takeCodeCache.ts's. */
const plugins: readonly (readonly [Lever, Plugin])[] = [
  ['clientDefaults', clientDefaults],
  ['trimmedPackages', trimmedPackages],
  ['lazyBuiltins', lazyBuiltins],
];

export const pluginsWithout = (without?: Lever): Plugin[] =>
  plugins.filter(([lever]) => lever !== without).map(([, plugin]) => plugin);
