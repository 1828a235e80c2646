// Jest for the mutation tests: the unit tests of the room that is mutated, as one project.
import type { Config } from 'jest';
import { common } from '../../jest.config.ts';

const room = process.env.MUTATED_ROOM ?? '{functions,layers}/**';

/** Where the pipeline of a room is tested with the function that it is for. */
const tested: Record<string, string> = { 'layers/imports': '{layers/imports,functions/importUsers}' };

const config: Config = {
  ...common,
  setupFiles: ['<rootDir>/tests/mutation/fewerRuns.ts'],
  testMatch: [`<rootDir>/${tested[room] ?? room}/*.test.ts`],
};

export default config;
