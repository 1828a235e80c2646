// A function's declaration as readFunctions returns it, for tests.
import type { FunctionDeclaration } from '#tools/functions.ts';

/** One that nothing reaches, with the parts that a test is about. */
export const declareFunction = (
  name: string,
  parts: Partial<FunctionDeclaration> = {},
): FunctionDeclaration => ({
  name,
  description: name,
  image: { files: [], localPort: 8140 },
  events: [],
  probe: { query: '', status: 200 },
  role: [],
  resources: {},
  framework: {},
  ...parts,
});
