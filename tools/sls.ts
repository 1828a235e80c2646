// The command line of the Serverless Framework (osls) on this Node, as `npx sls` runs it.
import { join } from 'node:path';
import { root } from './paths.ts';

const sls = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');

export const slsCommand = (options: readonly string[], nodeOptions: readonly string[] = []): string[] => [
  process.execPath,
  ...nodeOptions,
  sls,
  ...options,
];
