// Jest for the mutation tests: the unit tests of the room that is mutated, as one project.
import type { Config } from 'jest';
import { common } from '../../jest.config.ts';

const config: Config = {
  ...common,
  setupFiles: ['<rootDir>/tests/mutation/fewerRuns.ts'],
  testMatch: [`<rootDir>/${process.env.MUTATED_ROOM ?? '{functions,layers}/**'}/*.test.ts`],
};

export default config;
