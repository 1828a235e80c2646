// The build's levers on cold start, each of which the bench can leave out to show its worth. Used by bundle.ts.
import type { Plugin } from 'esbuild';
import { ownClient } from './plugins.ts';

/** With its worth: cold CPU of searchUser without it against with it (`npm run bench`, docs/performance.md). */
export type Lever =
  /** 1.23, and 1.7 once warm: the SDK's commands, endpoint rules and signature without the rest of its client. */
  | 'ownClient'
  /** 1.17: the functions that a request uses need no compilation. */
  | 'codeCache';

/** The plugins that change what is bundled. The code cache is takeCodeCache.ts's. */
export const pluginsWithout = (without?: Lever): Plugin[] => (without === 'ownClient' ? [] : [ownClient]);
