// The build's levers on cold start, each of which the bench can leave out to show its worth. Used by bundle.ts.
import type { Plugin } from 'esbuild';
import { clientDefaults, lazyBuiltins, trimmedPackages } from './plugins.ts';

export type Lever = 'clientDefaults' | 'trimmedPackages' | 'lazyBuiltins' | 'codeCache';

/** The levers that change what is bundled. The code cache is takeCodeCache.ts's. */
const plugins: readonly (readonly [Lever, Plugin])[] = [
  ['clientDefaults', clientDefaults],
  ['trimmedPackages', trimmedPackages],
  ['lazyBuiltins', lazyBuiltins],
];

export const pluginsWithout = (without?: Lever): Plugin[] =>
  plugins.filter(([lever]) => lever !== without).map(([, plugin]) => plugin);
