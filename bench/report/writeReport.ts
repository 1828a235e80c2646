// Writes a report and its charts into docs/reports.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

const folder = join(root, 'docs/reports');

/** `files` by their names in the folder. */
export const writeReport = (files: Readonly<Record<string, string>>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
