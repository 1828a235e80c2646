// `npm run import -- <file>`: brings a file of people into the directory, locally or in AWS.

import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { bucketOptions } from '../options.ts';
import { findBucket } from './findBucket.ts';
import { importFile } from './importFile.ts';
import { createProgressLine } from './progressLine.ts';
import { checkFile, readTime } from './readArguments.ts';

const command = {
  name: 'npm run import',
  description: `Uploads a CSV file of people, shows how far its import is, and saves the lines that were refused beside it, as
    <file>.rejects.csv. Status 1 when there are any. docs/import.md says what the file has.

    The import goes on when the command is ended; while it runs, the same command with the same file follows it again.`,
  arguments: { file: { description: 'a CSV file' } },
  options: {
    dryRun: { type: 'boolean', description: 'counts, and changes nothing' },
    asOf: {
      placeholder: 'time',
      description:
        'the time at which the file was right, by RFC 3339: later changes win over it (default: its upload)',
    },
    ...bucketOptions,
  },
  examples: ['npm run import -- people.csv --dry-run'],
} as const;

const pollMs = 1_000;

await runCommand(command, ({ file, dryRun, asOf: time, stage, region, bucket }) =>
  explainSdkErrors(async () => {
    const asOf = time === undefined ? undefined : readTime(time);
    await checkFile(file);
    const found = await findBucket({ stage, region }, bucket);
    const line = createProgressLine(process.stdout, Date.now);
    const rejects = await importFile(found, { file, dryRun, asOf, line, pollMs, now: Date.now });
    if (rejects === undefined) return;
    log(`The lines that were refused, with reasons: ${rejects.file}`);
    const sameTime = rejects.asOf === undefined ? '' : ` --as-of ${rejects.asOf}`;
    log(`Mend them, and: npm run import -- ${rejects.file}${sameTime}`);
    process.exitCode = 1;
  }),
);
