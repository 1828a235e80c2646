// `npm run import -- <file>`: brings a file of people into the directory, locally or in AWS.

import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { findBucket } from './findBucket.ts';
import { importFile } from './importFile.ts';
import { createProgressLine } from './progressLine.ts';
import { checkFile, readTime } from './readArguments.ts';

const manual = `npm run import -- <file.csv> [--dry-run] [--as-of <time>] [--stage <stage>] [--region <region>] [--bucket <name>]

Uploads a CSV file of people, shows how far its import is, and saves the lines that were refused beside it, as
<file>.rejects.csv. Status 1 when there are any. docs/import.md says what the file has.

  --dry-run  counts, and changes nothing
  --as-of    the time at which the file was right, by RFC 3339: later changes win over it      (default: its upload)
  --stage    imports into this stage in AWS                                        (default: the running npm start)
  --region   of AWS                                                            (default: the SDK's, as AWS_REGION)
  --bucket   the stage's, for who may not list buckets                                          (default: looked for)

The import goes on when the command is ended; while it runs, the same command with the same file follows it again.
`;

const pollMs = 1_000;

await runCommand(
  {
    manual,
    flags: {
      'dry-run': { type: 'boolean', default: false },
      'as-of': { type: 'string' },
      stage: { type: 'string' },
      region: { type: 'string' },
      bucket: { type: 'string' },
    },
    maxArguments: 1,
  },
  ({ 'dry-run': dryRun, 'as-of': time, stage, region, bucket }, [path]) =>
    explainSdkErrors(async () => {
      const asOf = time === undefined ? undefined : readTime(time);
      const file = await checkFile(path);
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
