// Test projects: `unit` needs no database and no network; `system` runs against a real MariaDB or MySQL.
import type { Config } from 'jest';

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tests/support/stripTypes.mjs' },
} satisfies Config;

const config: Config = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{build,functions,layers,local}/**/*.test.ts', '<rootDir>/tests/infra/*.test.ts'],
    },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/tests/{contract,e2e}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/globalSetup.ts',
      globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
    },
  ],
  reporters: ['default', '<rootDir>/tests/support/closingLine.ts'],
};

export default config;
