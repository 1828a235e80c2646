// `npm run sample -- <count> <file>`: writes a file of invented people, to try an import with.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { log, readNumber, runCommand } from '#tools/command.ts';
import { UsageError } from '#tools/userError.ts';
import { badLineEvery, samplePeople } from './samplePeople.ts';

const manual = `npm run sample -- <count> <file.csv>

Writes a CSV file of invented people, the same each time. One line of ${badLineEvery} is wrong, so that an import refuses it.

  npm run sample -- 10000 people.csv
`;

const maxCount = 9_999_999;

await runCommand({ manual, flags: {}, maxArguments: 2 }, async (_flags, [count, file]) => {
  if (!count || !file) throw new UsageError('Say how many people, and the file to write; --help shows how.');
  const lines = readNumber('count', count, { min: 1, max: maxCount });
  await pipeline(samplePeople(lines), createWriteStream(file));
  log(`Wrote ${file}`);
});
