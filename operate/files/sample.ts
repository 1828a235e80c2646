// `npm run sample -- <count> <file>`: writes a file of invented people, to try an import with.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { log, runCommand } from '#tools/command.ts';
import { toFileError } from '../fileError.ts';
import { checkTarget } from './checkTarget.ts';
import { sampleFormats, writeSample } from './sampleFormats.ts';
import { badLineEvery, samplePeople, samplePeopleCells } from './samplePeople.ts';

const command = {
  name: 'npm run sample',
  description: `Writes a file of invented people, the same each time. One line of ${badLineEvery} is wrong, so that an
    import refuses it. A name that ends in .xlsx makes it a workbook, and .gz packs it.`,
  arguments: {
    count: { type: 'number', min: 1, max: 9_999_999, description: 'how many people' },
    file: { description: 'the file to write' },
  },
  options: {
    like: { choices: sampleFormats, description: 'as this program exports its contacts' },
  },
  examples: ['npm run sample -- 10000 people.csv', 'npm run sample -- 100 kontakte.csv --like outlook-de'],
} as const;

await runCommand(command, async ({ count, file, like }) => {
  await checkTarget(file);
  const isWorkbook = /\.xlsx$/i.test(file);
  const isPlain = !isWorkbook && like === undefined;
  const blocks = isPlain ? samplePeople(count) : writeSample(samplePeopleCells(count), { like, isWorkbook });
  const packed = /\.gz$/i.test(file) ? [createGzip()] : [];
  await pipeline([Readable.from(blocks), ...packed, createWriteStream(file)]).catch((error: unknown) => {
    throw toFileError(file, error);
  });
  log(`Wrote ${file}`);
});
