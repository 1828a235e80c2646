// The checked-in files that derive from others, wholly or in part.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFunctions } from '../functions.ts';
import { root } from '../paths.ts';
import { composeServices } from './composeServices.ts';

/** Repository paths, each with the function that returns the file's right text, given its present one. */
const generators: Readonly<Record<string, (present: string) => string>> = {
  'docker-compose.local.yml': (present) => composeServices(present, readFunctions()),
};

/** Of each generated file, what it holds and what it ought to hold. */
export const generatedFiles = (): { path: string; present: string; generated: string }[] =>
  Object.entries(generators).map(([path, generate]) => {
    const present = readFileSync(join(root, path), 'utf8');
    return { path, present, generated: generate(present) };
  });
