// esbuild plugins that leave out of a bundle what Lambda never uses. Chosen in levers.ts, used by bundle.ts.
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './functionNames.ts';

const packages = join(root, 'node_modules');

/** A client's runtimeConfig.js with our defaults. */
const runtimeConfig = `
  import { version } from '../package.json';
  import { getRuntimeConfig as shared } from './runtimeConfig.shared';
  import { clientDefaults } from '${join(root, 'build/sdk/clientDefaults.ts')}';
  export const getRuntimeConfig = (config) => ({ ...shared(config), ...clientDefaults(version), ...config });`;

/** The SDK's modules that read ~/.aws when they are loaded, each of which has a variant for places without files. */
const fileReaders = /^(@smithy\/core\/(config|endpoints)|@aws-sdk\/core\/httpAuthSchemes)$/;

/** Gives the AWS clients the defaults of build/sdk instead of the SDK's, and no way to read files. */
export const clientDefaults: Plugin = {
  name: 'client-defaults',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /@aws-sdk\/client-[\w-]+\/dist-es\/runtimeConfig\.js$/ }, () => ({
      contents: runtimeConfig,
    }));
    onResolve({ filter: fileReaders }, ({ path }) => ({
      path: join(packages, path.replace('/core/', '/core/dist-es/submodules/'), 'index.browser.js'),
      sideEffects: false,
    }));
  },
};

/**
 * Modules that are never called, and what stands in for them: no operation has event streams, no schema is printed, the
 * retry mode is standard, and the service is not S3.
 */
const unused: Readonly<Record<string, string>> = {
  '@smithy/core/event-streams': '',
  '../util-retry/AdaptiveRetryStrategy': 'export class AdaptiveRetryStrategy {}',
  '../service-customizations': 'export const resolveParamsForS3 = async () => {};',
  '../core/json-schema-processors.js': '',
  '../core/to-json-schema.js':
    'const none = () => undefined; export { none as createStandardJSONSchemaMethod, none as createToJSONSchemaMethod };',
};

/** Leaves out parts of the packages that no request can reach. */
export const trimmedPackages: Plugin = {
  name: 'trimmed-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@smithy\/core\/checksum$/ }, () => ({ path: join(root, 'build/sdk/checksum.ts') }));
    onResolve({ filter: /./ }, ({ path }) => (path in unused ? { path, namespace: 'unused' } : undefined));
    onLoad({ filter: /./, namespace: 'unused' }, ({ path }) => ({ contents: unused[path] as string }));
  },
};

const late = (member: string): string => `export const ${member} = (...rest) => load().${member}(...rest);`;

/** Every function of a module of Node's, classes aside; esbuild keeps those that are used and refuses the rest. */
const lateModule = (name: string): string =>
  [
    `let loaded; const load = () => (loaded ??= process.getBuiltinModule('${name}'));`,
    ...Object.entries(process.getBuiltinModule(name) as object)
      .filter(([member, value]) => typeof value === 'function' && /^[a-z]/.test(member))
      .map(([member]) => late(member)),
  ].join('\n');

/** Loads node:crypto, which takes milliseconds, when its first function is called rather than with the bundle. */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({ contents: lateModule(path) }));
  },
};
