// `npm run export -- <file>`: fetches all people as a CSV file, from the local cloud or from AWS.

import { explainSdkErrors } from '#operate/explainSdkErrors.ts';
import { log, runCommand } from '#tools/command.ts';
import { UsageError } from '#tools/userError.ts';
import { describeBytes } from './describeProgress.ts';
import { downloadExport } from './downloadExport.ts';
import { findBucket } from './findBucket.ts';
import { findLatestExport } from './findLatestExport.ts';
import { invokeExport } from './invokeExport.ts';
import { createProgressLine } from './progressLine.ts';

const manual = `npm run export -- <file.csv> [--new] [--stage <stage>] [--region <region>] [--bucket <name>]

Downloads the newest export of all people, and saves it once its SHA-256 is that of its manifest. docs/import.md says what
the file has.

  --new      makes an export first, which needs the right to invoke exportUsers
  --stage    exports from this stage in AWS                                        (default: the running npm start)
  --region   of AWS                                                            (default: the SDK's, as AWS_REGION)
  --bucket   the stage's, for who may not list buckets                                          (default: looked for)
`;

await runCommand(
  {
    manual,
    flags: {
      new: { type: 'boolean', default: false },
      stage: { type: 'string' },
      region: { type: 'string' },
      bucket: { type: 'string' },
    },
    maxArguments: 1,
  },
  ({ new: isNew, stage, region, bucket }, [file]) =>
    explainSdkErrors(async () => {
      if (!file) throw new UsageError('Name a file to write; --help shows how.');
      const found = await findBucket({ stage, region }, bucket);
      if (isNew) await invokeExport({ stage, region });
      const latest = await findLatestExport(found);
      const line = createProgressLine(process.stdout, Date.now);
      await downloadExport(found, latest, file, (done, total) => line.show(describeBytes(done, total)));
      line.end(`Saved ${latest.key}`);
      log(`${latest.count.toLocaleString('en')} people, SHA-256 ${latest.sha256}`);
    }),
);
