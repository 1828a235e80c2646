// Jest's global setup of the `bundled` tests: the database of the system tests, and the Data API client as images have it.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '#build/functionNames.ts';
import { pluginsWithout } from '#build/levers.ts';
import setUp from './globalSetup.ts';

const bundledSdkSetUp = async (): Promise<void> => {
  await build({
    entryPoints: ['@aws-sdk/client-rds-data'],
    absWorkingDir: root,
    outfile: join(root, '.local/test/rdsData.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    plugins: pluginsWithout(),
    logLevel: 'warning',
  });
  await setUp();
};

export default bundledSdkSetUp;
