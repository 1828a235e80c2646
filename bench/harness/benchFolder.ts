// The folder of everything that the bench builds and keeps between its runs.
import { join } from 'node:path';
import { stateFolder } from '#tools/paths.ts';

export const benchFolder = join(stateFolder, 'bench');
