// Every mutant of `npm run test:mutation` still changes something.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from './mutation/mutants.ts';

test.each(mutants)('the text that breaks "$breaks" stands once in $file', ({ file, find }) => {
  const source = readFileSync(join(import.meta.dirname, '../src', file), 'utf8');
  expect(source.split(find)).toHaveLength(2);
});
