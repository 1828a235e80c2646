// The checked-in files that derive from others, wholly or in part.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAccounts } from '../accounts.ts';
import { hasRoute, readFunctions } from '../functions.ts';
import { root } from '../paths.ts';
import { composeServices } from './composeServices.ts';
import { grantsModule } from './grants.ts';

/** The loops of commands over every function with a route. */
const withRoutedFunctions = (document: string): string => {
  const names = readFunctions()
    .filter(hasRoute)
    .map(({ name }) => name);
  return document.replaceAll(/^for function in .+; do$/gm, `for function in ${names.join(' ')}; do`);
};

/** Repository paths, each with the function that returns the file's right text, given its present one. */
const generators: Readonly<Record<string, (present: string) => string>> = {
  'docker-compose.local.yml': (present) => composeServices(present, readFunctions(), readAccounts()),
  'docs/operations.md': withRoutedFunctions,
  'layers/schema/grants.ts': () => grantsModule(readAccounts()),
};

/** Of each generated file, what it holds and what it ought to hold. */
export const generatedFiles = (): { path: string; present: string; generated: string }[] =>
  Object.entries(generators).map(([path, generate]) => {
    const present = readFileSync(join(root, path), 'utf8');
    return { path, present, generated: generate(present) };
  });
