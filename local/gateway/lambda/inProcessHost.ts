// A host in this very process, for debuggers.
// Breakpoints are found, and no time runs out while one is stopped at.

import { FunctionError, toFailure } from '#offline-cloud/lambda/functionError.ts';
import { createInvoke } from './createInvoke.ts';
import type { FunctionSource, Host } from './host.ts';

/** Modules stay loaded: a change of the source needs a restart. */
export const createInProcessHost = (source: FunctionSource): Host => {
  const invoke = createInvoke(source);
  return {
    isUsable: true,
    invoke: (event) =>
      invoke(event).catch((error: unknown) => {
        throw new FunctionError(toFailure(error));
      }),
    retire: () => {},
  };
};
