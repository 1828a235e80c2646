// The esbuild plugin that changes what is bundled. Chosen in levers.ts.
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './functionNames.ts';

const client = `export { RDSDataClient } from '${join(root, 'build/sdk/rdsDataClient.ts')}';`;

/** A command as our client takes it, without what the SDK's would do with it. */
const commandBuilder = `
  export const [_ep0, _mw0] = [];
  export const command = (_endpointParameters, _middleware, _name, schema) =>
    class { constructor(input) { Object.assign(this, { input, schema }); } };`;

const submodules = join(root, 'node_modules/@smithy/core/dist-es/submodules');

/** Gives the Data API's client our way to send commands, and the SDK's parts in it their variants for browsers. */
export const ownClient: Plugin = {
  name: 'own-client',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /@aws-sdk\/client-rds-data\/dist-es\/RDSDataClient\.js$/ }, () => ({
      contents: client,
    }));
    onLoad({ filter: /@aws-sdk\/client-rds-data\/dist-es\/commandBuilder\.js$/ }, () => ({
      contents: commandBuilder,
    }));
    // Reads no ~/.aws.
    onResolve({ filter: /^@smithy\/core\/endpoints$/ }, () => ({
      path: join(submodules, 'endpoints/index.browser.js'),
      sideEffects: false,
    }));
    // Loads no node:crypto, which takes milliseconds, before the first signature.
    onResolve({ filter: /^@smithy\/core\/serde$/ }, ({ importer }) =>
      importer.includes('@smithy/signature-v4')
        ? { path: join(submodules, 'serde/index.browser.js'), sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /submodules\/serde\/uuid\/v4\.js$/ }, () => ({
      contents: "export const bindV4 = () => () => process.getBuiltinModule('node:crypto').randomUUID();",
    }));
  },
};
