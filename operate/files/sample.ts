// `npm run sample -- <count> <file>`: writes a file of invented people, to try an import with.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { log, runCommand } from '#tools/command.ts';
import { toFileError } from '../fileError.ts';
import { badLineEvery, samplePeople } from './samplePeople.ts';

const command = {
  name: 'npm run sample',
  description: `Writes a CSV file of invented people, the same each time. One line of ${badLineEvery} is wrong, so that an
    import refuses it.`,
  arguments: {
    count: { type: 'number', min: 1, max: 9_999_999, description: 'how many people' },
    file: { description: 'the file to write' },
  },
  examples: ['npm run sample -- 10000 people.csv'],
} as const;

await runCommand(command, async ({ count: lines, file }) => {
  await pipeline(samplePeople(lines), createWriteStream(file)).catch((error: unknown) => {
    throw toFileError(file, error);
  });
  log(`Wrote ${file}`);
});
