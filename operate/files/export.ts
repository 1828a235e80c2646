// `npm run export -- <file>`: fetches all people as a file, from the local cloud or from AWS.

import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { toFileError } from '../fileError.ts';
import { bucketOptions } from '../options.ts';
import { checkTarget } from './checkTarget.ts';
import { describeBytes, describeExport } from './describeProgress.ts';
import { downloadExport } from './downloadExport.ts';
import { readForm } from './exportForm.ts';
import { findBucket } from './findBucket.ts';
import { findLatestExport } from './findLatestExport.ts';
import { invokeExport } from './invokeExport.ts';
import { TerminalLine } from './progressLine.ts';

const command = {
  name: 'npm run export',
  description: `Downloads the newest export of all people, and saves it once its SHA-256 is that of its manifest. A CSV file is
    for spreadsheets: no program changes a number of it, or runs a formula. docs/import.md says what it has.`,
  arguments: { file: { description: 'the file to write; .xlsx makes it a workbook' } },
  options: {
    new: {
      type: 'boolean',
      description: 'makes an export first, which needs the right to invoke exportUsers',
    },
    plain: { type: 'boolean', description: 'CSV for programs: no byte order mark, and cells as they are' },
    semicolon: {
      type: 'boolean',
      description: 'CSV with semicolons, as Excel opens it where the comma is the decimal mark',
    },
    xlsx: { type: 'boolean', description: 'a workbook, whose cells are text' },
    json: { type: 'boolean', description: 'prints the result as JSON, and no progress' },
    ...bucketOptions,
  },
  examples: ['npm run export -- people.csv', 'npm run export -- people.xlsx --new'],
} as const;

await runCommand(command, ({ file, new: isNew, json, stage, region, bucket, ...asked }) =>
  explainSdkErrors(async () => {
    const form = readForm(file, asked);
    await checkTarget(file);
    const found = await findBucket({ stage, region }, bucket);
    using line = new TerminalLine(json ? undefined : process.stdout, Date.now);
    if (isNew) {
      line.show('Waits for exportUsers to write everybody');
      await invokeExport({ stage, region }, form);
    }
    const latest = await findLatestExport(found, form);
    const progress = (done: number, total: number) => line.show(describeBytes(done, total));
    await downloadExport(found, latest, file, progress).catch((error: unknown) => {
      throw toFileError(file, error);
    });
    if (json) return log(JSON.stringify({ file, form, ...latest }));
    for (const text of describeExport(file, form, latest)) line.end(text);
  }),
);
