// Test projects: `unit` needs no database and no network.
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
      testMatch: ['<rootDir>/{functions,layers,local}/**/*.test.ts', '<rootDir>/tests/infra/*.test.ts'],
    },
  ],
  reporters: ['default', '<rootDir>/tests/support/closingLine.ts'],
};

export default config;
