// `npm run export -- <file>`: fetches all people as a CSV file, from the local cloud or from AWS.

import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { toFileError } from '../fileError.ts';
import { bucketOptions } from '../options.ts';
import { describeBytes } from './describeProgress.ts';
import { downloadExport } from './downloadExport.ts';
import { findBucket } from './findBucket.ts';
import { findLatestExport } from './findLatestExport.ts';
import { invokeExport } from './invokeExport.ts';
import { createProgressLine } from './progressLine.ts';

const command = {
  name: 'npm run export',
  description: `Downloads the newest export of all people, and saves it once its SHA-256 is that of its manifest. docs/import.md
    says what the file has.`,
  arguments: { file: { description: 'the CSV file to write' } },
  options: {
    new: {
      type: 'boolean',
      description: 'makes an export first, which needs the right to invoke exportUsers',
    },
    ...bucketOptions,
  },
} as const;

await runCommand(command, ({ file, new: isNew, stage, region, bucket }) =>
  explainSdkErrors(async () => {
    const found = await findBucket({ stage, region }, bucket);
    if (isNew) await invokeExport({ stage, region });
    const latest = await findLatestExport(found);
    const line = createProgressLine(process.stdout, Date.now);
    await downloadExport(found, latest, file, (done, total) => line.show(describeBytes(done, total))).catch(
      (error: unknown) => {
        throw toFileError(file, error);
      },
    );
    line.end(`Saved ${latest.key}`);
    log(`${latest.count.toLocaleString('en')} people, SHA-256 ${latest.sha256}`);
  }),
);
