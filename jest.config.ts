// Test projects: `unit` needs no database and no network; `stack` packages serverless.yml; `system` runs against a real
// MariaDB or MySQL; `bundled` repeats its contract and fault tests with the AWS client as the images have it. With
// TARGET=image there is one project, the images under Docker (`npm run test:images`).
import type { Config } from 'jest';

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tests/support/stripTypes.mjs' },
} satisfies Config;

const projects: Config['projects'] =
  process.env.TARGET === 'image'
    ? [
        {
          ...common,
          displayName: 'images',
          testMatch: ['<rootDir>/tests/images/*.test.ts'],
          globalSetup: '<rootDir>/tests/support/requireDocker.ts',
        },
      ]
    : [
        {
          ...common,
          displayName: 'unit',
          testMatch: [
            '<rootDir>/{bench,build,deploy,functions,layers,local}/**/*.test.ts',
            '<rootDir>/tests/infra/*.test.ts',
          ],
        },
        {
          ...common,
          displayName: 'stack',
          testMatch: ['<rootDir>/tests/infra/stack/*.test.ts'],
        },
        {
          ...common,
          displayName: 'system',
          testMatch: ['<rootDir>/tests/{contract,e2e,faults}/**/*.test.ts'],
          globalSetup: '<rootDir>/tests/support/globalSetup.ts',
          globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
        },
        {
          ...common,
          displayName: 'bundled',
          testMatch: ['<rootDir>/tests/{contract,faults}/*.test.ts'],
          moduleNameMapper: { '^@aws-sdk/client-rds-data$': '<rootDir>/.local/test/rdsData.mjs' },
          globalSetup: '<rootDir>/tests/support/bundledSdkSetup.ts',
          globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
        },
      ];

const config: Config = {
  projects,
  // A shared machine may be slow; no test asserts a time.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/tests/support/closingLine.ts'],
};

export default config;
