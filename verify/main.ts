// `npm run verify`: asks a running system for everything that this service promises.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainErrors } from '#cloud/deploy/commands/explainErrors.ts';
import { readTarget } from '#cloud/deploy/commands/options.ts';
import { readStage } from '#cloud/parameters/readStage.ts';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { UsageError } from '#tools/userError.ts';
import { checks } from './checks/checks.ts';
import { createDomain, isDomain, People } from './people.ts';
import { removePeople } from './removePeople.ts';
import { formatOutcome, formatSum, heading } from './report/formatOutcome.ts';
import { parityFile, updateReport } from './report/parityReport.ts';
import { openAwsSystem } from './system/awsSystem.ts';
import { openLocalSystem } from './system/localSystem.ts';
import type { System } from './system/system.ts';
import { verifySystem } from './verifySystem.ts';

const command = {
  name: 'npm run verify',
  description: `Asks a running system for everything that this service promises, with people of its own under
    verify-<id>.example, and removes them, also after a failure or Ctrl-C. Status 1 when a promise is broken. docs/deploy.md
    says what it needs in AWS.`,
  options: {
    slow: {
      type: 'boolean',
      description:
        'also waits until an event becomes a dead letter by itself, and for a paused database: in AWS up to 2 hours',
    },
    write: { type: 'boolean', description: `brings ${parityFile} up to date` },
    requests: {
      type: 'number',
      min: 1,
      placeholder: 'count',
      description: 'generated requests of each check (default: 200, of a stage 20)',
    },
    stage: { description: 'verifies this stage in AWS (default: the running npm start)' },
    region: { description: 'the AWS region of the stage (default: AWS_REGION)' },
    bucket: {
      placeholder: 'name',
      description: "the stage's S3 bucket, for callers who may not list buckets",
    },
    url: { description: 'the HTTP API of compose (default: http://127.0.0.1:8123)' },
    remove: {
      placeholder: 'domain',
      description: 'removes the people of a run that was killed, by their domain, and checks nothing',
    },
  },
  environment: {
    'AWS_ENDPOINT_URL_SQS, _LAMBDA, _RDS_DATA': "compose's other addresses",
  },
} as const;

type Place = Partial<Record<'stage' | 'region' | 'bucket' | 'url', string | undefined>>;

const openSystem = async ({ stage, region, bucket, url }: Place): Promise<System> => {
  if (stage === undefined) return openLocalSystem(url);
  const target = readTarget({ stage, region }, process.env.AWS_REGION);
  return openAwsSystem(target, await readStage(target.stage, target.region), bucket);
};

const removeRun = async (system: System, domain: string): Promise<void> => {
  if (!isDomain(domain)) throw new UsageError(`--remove takes verify-<id>.example, not "${domain}".`);
  await removePeople(system, new People(domain));
  log(`Removed the people and files of ${domain}.`);
};

const writeReport = (system: System, outcomes: Parameters<typeof updateReport>[2]): void => {
  const file = join(root, parityFile);
  writeFileSync(file, updateReport(readFileSync(file, 'utf8'), system.place, outcomes));
  log(`Wrote ${parityFile}`);
};

/** Aborted by the first Ctrl-C, and when nobody reads the output any more; a second Ctrl-C ends the process at once. */
const listenForEnd = (): AbortSignal => {
  const controller = new AbortController();
  process.stdout.removeAllListeners('error').on('error', () => controller.abort());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => controller.abort());
  return controller.signal;
};

await runCommand(command, ({ slow, write, requests, remove, ...place }) =>
  explainErrors(async () => {
    const system = await openSystem(place);
    if (remove !== undefined) return removeRun(system, remove);
    const people = new People(createDomain());
    const signal = listenForEnd();
    const count = requests ?? system.requests;
    log(`${system.name}, with people under ${people.domain}\n\n${heading}`);
    const verification = { checks, system, people, signal, slow, requests: count };
    const outcomes = await verifySystem(verification, (outcome) => log(formatOutcome(outcome)));
    log(`\n${formatSum(outcomes)}`);
    if (write && !signal.aborted) writeReport(system, outcomes);
    const isKept = outcomes.every(({ result }) => result !== 'failed');
    process.exitCode = signal.aborted ? 130 : isKept ? 0 : 1;
  }),
);
