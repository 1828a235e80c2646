// The esbuild plugin that changes what is bundled. Chosen in levers.ts.
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './functionNames.ts';

const client = `
  export { RDSDataClient } from '${join(root, 'build/sdk/rdsDataClient.ts')}';
  export { Client as __Client } from '@smithy/core/client';`;

/** Gives the Data API's client our way to send commands, and takes the readers of ~/.aws from what is left of the SDK's. */
export const ownClient: Plugin = {
  name: 'own-client',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /@aws-sdk\/client-rds-data\/dist-es\/RDSDataClient\.js$/ }, ({ path }) => ({
      contents: client,
      resolveDir: dirname(path),
    }));
    // The SDK has a variant of this for places without files.
    onResolve({ filter: /^@smithy\/core\/endpoints$/ }, () => ({
      path: join(root, 'node_modules/@smithy/core/dist-es/submodules/endpoints/index.browser.js'),
      sideEffects: false,
    }));
  },
};
