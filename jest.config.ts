// The projects of `npm test`, and those that need Docker, a browser or a spreadsheet.
// `unit` lies beside the sources and needs no database and no network, nor do `rules` and `simulation`; `stack` packages
// serverless.yml; `deploy` deploys it to a stand-in for AWS; `offline-cloud` runs functions by serverless-offline; `client`
// installs the packed client; `emulator`, `contract`,
// `e2e` and `faults` run against a real MariaDB or MySQL. With a TARGET there is one project: the images under Docker
// (`npm run test:images`), pages in a browser (`npm run test:browser`), or files in LibreOffice (`npm run test:office`).
import { availableParallelism } from 'node:os';
import type { Config } from 'jest';
import { compileCacheFolder } from './tools/paths.ts';

// What tests start, the framework above all, loads its modules from it: a fifth less of a processor's time.
process.env.NODE_COMPILE_CACHE ??= compileCacheFolder;

export const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // The packages' builds have descriptions of their own, and so have the copies that the mutation tests make.
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/', '<rootDir>/.local/'],
  transform: { '\\.ts$': '<rootDir>/tests/support/stripTypes.mjs' },
} satisfies Config;

const project = (displayName: string, testMatch: string, more: Config = {}) => ({
  ...common,
  displayName,
  testMatch: [`<rootDir>/${testMatch}`],
  ...more,
});

const database = {
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
};

const targets: Readonly<Record<string, ReturnType<typeof project>>> = {
  image: project('images', 'tests/images/*.test.ts', {
    globalSetup: '<rootDir>/tests/support/requireDocker.ts',
  }),
  browser: project('browser', 'tests/browser/*.test.ts', {
    globalSetup: '<rootDir>/tests/support/requireChromium.ts',
  }),
  office: project('office', 'tests/office/*.test.ts', {
    globalSetup: '<rootDir>/tests/support/requireOffice.ts',
  }),
};
const target = targets[process.env.TARGET ?? ''];

const projects = [
  project(
    'unit',
    '{api,bench,cloud,functions,image,layers,local,operate,packages/*/src,tools,verify}/**/*.test.ts',
  ),
  project('rules', 'tests/rules/*.test.ts'),
  project('simulation', 'tests/simulation/*.test.ts'),
  project('stack', 'tests/stack/**/*.test.ts'),
  project('deploy', 'tests/deploy/*.test.ts'),
  project('emulator', 'packages/data-api-emulator/test/{,operations/}*.test.ts', database),
  project(
    'offline-cloud',
    // The packed package is installed with packages from npm.
    process.env.OFFLINE_CLOUD_PACKAGE === '1'
      ? 'packages/serverless-offline-cloud/test/package/*.test.ts'
      : 'packages/serverless-offline-cloud/test/*.test.ts',
  ),
  project('client', 'packages/users-client/test/*.test.ts'),
  project('contract', 'tests/contract/**/*.test.ts', database),
  project('e2e', 'tests/e2e/*.test.ts', database),
  project('faults', 'tests/faults/*.test.ts', database),
];

const config: Config = {
  projects: target ? [target] : projects,
  // Most of the time goes into waiting for processes; by default, a machine with two cores would have one worker.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A worker that has run a hundred modules frees more than 1 GB when it exits, which takes longer than Jest's 500 ms:
  // no handle is open then (process.getActiveResourcesInfo() names its pipes to Jest alone).
  workerGracefulExitTimeout: 10_000,
  // Ends what hangs, and nothing else: no test asserts a time, and a busy machine may be ten times slower than a quiet one.
  testTimeout: 600_000,
  reporters: ['<rootDir>/tests/support/openingLine.ts', 'default', '<rootDir>/tests/support/closingLine.ts'],
};

export default config;
