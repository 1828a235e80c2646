// `npm run import -- <file>`: brings a file of people into the directory, locally or in AWS.

import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chosenEncodings } from '#layers/people/imports/formats/textEncoding.ts';
import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { bucketOptions } from '../options.ts';
import { checkTarget } from './checkTarget.ts';
import { findBucket } from './findBucket.ts';
import { findUpload } from './findUpload.ts';
import { type ImportedFile, importFile } from './importFile.ts';
import { previewFile } from './previewFile.ts';
import { TerminalLine } from './progressLine.ts';
import {
  type ChoiceOptions,
  checkFile,
  describeCommand,
  type Place,
  quote,
  toMetadata,
} from './readArguments.ts';
import { rejectsFile } from './saveRejects.ts';

const command = {
  name: 'npm run import',
  description: `Uploads a table of people, shows how far its import is, and saves the rows that were rejected beside it, as
    <file>.rejects.csv. Status 1 when there are any. docs/import.md says what the file has.

    The import goes on when the command is ended; while it runs, the same command with the same file follows it again.`,
  arguments: { file: { description: 'a table, as programs export it' } },
  options: {
    preview: {
      type: 'boolean',
      description: 'shows how the file is read and what is refused, and uploads nothing',
    },
    json: { type: 'boolean', description: 'prints the result as JSON, and no progress; asks nothing' },
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
/** As shells have it: 128 and the number of SIGINT. */
const interruptedStatus = 130;

const showPreview = async (file: string, metadata: Record<string, string>): Promise<void> => {
  for (const line of await previewFile(file, metadata)) log(line);
};

const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C rejects the question, and is a no.
  const answer = await terminal.question(question).catch(() => '\n');
  terminal.close();
  if (answer === '\n') log('');
  return /^y(?:es)?$/i.test(answer.trim());
};

/** Throws UserError when the person does not want the file to be imported so. */
const confirmFirst = async (file: string, metadata: Record<string, string>): Promise<void> => {
  await showPreview(file, metadata);
  if (!(await ask('Import it like this? [y/N] '))) throw new UserError('Nothing was uploaded.');
};

/** What is left to do for the person, and with which command. */
const describeNext = (
  { rejects }: ImportedFile,
  options: ChoiceOptions & Place & { file: string; dryRun: boolean },
): string[] => {
  const again = options.dryRun
    ? [`Nothing was changed. Import it: ${describeCommand(options.file, options)}`]
    : [];
  if (!rejects) return again;
  const { file, asOf, encoding } = rejects;
  // They are CSV, of no sheet.
  const encoded = encoding === 'utf-8' ? undefined : encoding;
  const mended = { ...options, asOf, encoding: encoded, sheet: undefined };
  return [
    `The rows that were rejected, with reasons: ${file}`,
    ...(file === rejectsFile(options.file)
      ? []
      : [`${rejectsFile(options.file)} was there, and stays as it is.`]),
    `Mend them, and: ${describeCommand(file, mended)}`,
    ...again,
  ];
};

/** Says once what becomes of the import when the person ends the command. */
const explainInterrupt = (line: TerminalLine, hasStarted: () => boolean): void => {
  process.once('SIGINT', () => {
    line[Symbol.dispose]();
    const again = `npm run import -- ${process.argv.slice(2).map(quote).join(' ')}`;
    log(hasStarted() ? `The import goes on. Follow it: ${again}` : 'Stopped: nothing is imported.');
    process.exit(interruptedStatus);
  });
};

await runCommand(command, ({ file, dryRun, preview, yes, json, stage, region, bucket, ...choices }) =>
  explainSdkErrors(async () => {
    const metadata = toMetadata(choices);
    await checkFile(file);
    if (preview) return showPreview(file, metadata);
    await checkTarget(rejectsFile(file));
    const found = await findBucket({ stage, region }, bucket);
    const isAsked = process.stdin.isTTY && process.stdout.isTTY && !yes && !dryRun && !json;
    if (isAsked && !(await findUpload(found, `incoming/${basename(file)}`)))
      await confirmFirst(file, metadata);
    using line = new TerminalLine(json ? undefined : process.stdout, Date.now);
    let isStarted = false;
    explainInterrupt(line, () => isStarted);
    const started = () => {
      isStarted = true;
    };
    const options = { file, dryRun, metadata, line, pollMs, now: Date.now, started };
    const imported = await importFile(found, options);
    if (imported.rejects) process.exitCode = 1;
    const next = describeNext(imported, { ...choices, file, dryRun, stage, region, bucket });
    if (json) return log(JSON.stringify({ file, ...imported }));
    for (const text of next) log(text);
  }),
);
