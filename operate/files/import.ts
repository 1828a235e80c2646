// `npm run import -- <file>`: brings a file of people into the directory, locally or in AWS.

import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chosenEncodings } from '#layers/people/imports/formats/textEncoding.ts';
import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { bucketOptions } from '../options.ts';
import { findBucket } from './findBucket.ts';
import { findUpload } from './findUpload.ts';
import { importFile } from './importFile.ts';
import { previewFile } from './previewFile.ts';
import { createProgressLine } from './progressLine.ts';
import { checkFile, describeChoices, toMetadata } from './readArguments.ts';

const command = {
  name: 'npm run import',
  description: `Uploads a table of people, shows how far its import is, and saves the lines that were refused beside it, as
    <file>.rejects.csv. Status 1 when there are any. docs/import.md says what the file has.

    The import goes on when the command is ended; while it runs, the same command with the same file follows it again.`,
  arguments: { file: { description: 'a table, as programs export it' } },
  options: {
    preview: {
      type: 'boolean',
      description: 'shows how the file is read and what is refused, and uploads nothing',
    },
    yes: { type: 'boolean', description: 'does not ask before the first import of a file on a terminal' },
    dryRun: { type: 'boolean', description: 'counts, and changes nothing' },
    asOf: {
      placeholder: 'time',
      description:
        'the time at which the file was right, by RFC 3339: later changes win over it (default: its upload)',
    },
    map: {
      placeholder: 'field=column',
      multiple: true,
      description:
        'the column that holds email, phoneNumber, version or deleted, where its name is not known',
    },
    phone: { placeholder: 'column', description: 'the only column of phone numbers that counts' },
    firstEmail: { type: 'boolean', description: 'lets in only the first address of each row' },
    country: {
      placeholder: 'code',
      description: 'writes numbers in one form, those without a + as numbers of this country, such as DE',
    },
    sheet: {
      placeholder: 'name',
      description: 'the sheet of a workbook (default: the first that is visible)',
    },
    encoding: { choices: chosenEncodings, description: 'the encoding of the file, where it is told wrongly' },
    ...bucketOptions,
  },
  examples: [
    'npm run import -- people.csv --dry-run',
    "npm run import -- people.csv --map email='Work mail'",
  ],
} as const;

const pollMs = 1_000;

const showPreview = async (file: string, metadata: Record<string, string>): Promise<void> => {
  for (const line of await previewFile(file, metadata)) log(line);
};

/** Throws UserError when the person does not want the file to be imported so. */
const confirmFirst = async (file: string, metadata: Record<string, string>): Promise<void> => {
  await showPreview(file, metadata);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Import it so? [y/N] ');
  terminal.close();
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UserError('Nothing was uploaded.');
};

await runCommand(command, ({ file, dryRun, preview, yes, stage, region, bucket, ...choices }) =>
  explainSdkErrors(async () => {
    const metadata = toMetadata(choices);
    await checkFile(file);
    if (preview) return showPreview(file, metadata);
    const found = await findBucket({ stage, region }, bucket);
    const isAsked = process.stdin.isTTY && process.stdout.isTTY && !yes && !dryRun;
    if (isAsked && !(await findUpload(found, `incoming/${basename(file)}`)))
      await confirmFirst(file, metadata);
    const line = createProgressLine(process.stdout, Date.now);
    const rejects = await importFile(found, { file, dryRun, metadata, line, pollMs, now: Date.now });
    if (rejects === undefined) return;
    log(`The lines that were refused, with reasons: ${rejects.file}`);
    const again = describeChoices({ ...choices, asOf: rejects.asOf });
    log(`Mend them, and: npm run import -- ${rejects.file}${again}`);
    process.exitCode = 1;
  }),
);
