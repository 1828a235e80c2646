// Bundles the Data API's client as the images have it, for the tests that stand it in for the SDK's.
import { build } from 'esbuild';
import { root } from '#build/functionNames.ts';
import { pluginsWithout } from '#build/levers.ts';

/** Writes @aws-sdk/client-rds-data into the module `outfile`. */
export const bundleClient = async (outfile: string): Promise<void> => {
  await build({
    entryPoints: ['@aws-sdk/client-rds-data'],
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: pluginsWithout(),
    logLevel: 'warning',
  });
};
