// Jest's global setup of the `bundled` tests: the database of the system tests, and the Data API client as images have it.
import { join } from 'node:path';
import { root } from '#build/functionNames.ts';
import { bundleClient } from './bundleClient.ts';
import setUp from './globalSetup.ts';

const bundledSdkSetUp = async (): Promise<void> => {
  await bundleClient(join(root, '.local/test/rdsData.mjs'));
  await setUp();
};

export default bundledSdkSetUp;
