// The example people of a local directory, as events.
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

/** An array of events that syncUsers applies, older than any other. */
export const seedFile = join(root, 'db', 'seed.json');
