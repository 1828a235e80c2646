// The package's tests: units beside the sources, and conformance, which needs a MySQL or MariaDB.
import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/stripTypes.mjs' },
  testMatch: [
    '<rootDir>/src/**/*.test.ts',
    '<rootDir>/test/{,operations/}*.test.ts',
    // Clients by other authors are installed by the command that runs through them.
    ...(process.env.DATA_API_PACKAGE === '1' ? ['<rootDir>/test/package/*.test.ts'] : []),
    ...(process.env.DATA_API_CLIENTS === '1' ? ['<rootDir>/test/clients/*.test.ts'] : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/support/startDatabase.ts',
  globalTeardown: '<rootDir>/test/support/stopDatabase.ts',
  // A shared machine may be slow; no test asserts a time.
  testTimeout: 30_000,
};

export default config;
