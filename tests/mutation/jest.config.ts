// Jest for the mutation tests: the unit tests of the room that is mutated, as one project.
import type { Config } from 'jest';
import { common } from '../../jest.config.ts';

const room = process.env.MUTATED_ROOM ?? '{functions,layers}/**';

/** Of rooms that have not all of their tests beside them: a pipeline with its function, a client of S3 with its contract. */
const elsewhere: Record<string, string[]> = {
  'layers/people/imports': ['layers/people/imports/*.test.ts', 'functions/importUsers/*.test.ts'],
  'layers/entry/files': ['layers/entry/files/*.test.ts', 'functions/importUsers/*.test.ts'],
  'layers/aws/s3': ['tests/contract/objectStore.test.ts'],
};

const config: Config = {
  ...common,
  setupFiles: ['<rootDir>/tests/mutation/fewerRuns.ts'],
  testMatch: (elsewhere[room] ?? [`${room}/*.test.ts`]).map((path) => `<rootDir>/${path}`),
};

export default config;
