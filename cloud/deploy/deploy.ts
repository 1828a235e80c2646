// The command `npm run deploy`.
import { readStageToDeploy } from '#cloud/parameters/readStage.ts';
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { UsageError } from '#tools/userError.ts';
import { createCloud } from './aws/cloud.ts';
import { readCommit } from './commit.ts';
import { confirmForward } from './confirm.ts';
import { type Severity, severities } from './deployment.ts';
import { deployService } from './deployService.ts';
import { docker } from './docker.ts';
import { sweepDockerConfigs } from './dockerConfig.ts';
import { explainErrors } from './explainErrors.ts';
import { framework } from './framework.ts';
import { imageTag } from './imageTag.ts';
import { readTarget, targetFlags, targetManual } from './options.ts';
import { probesOf } from './probes.ts';
import { createSteps } from './steps.ts';

const manual = `npm run deploy -- --stage <stage> [--region <region>] [--replace-database] [--forward]

Builds the images that have changed, applies migrations, updates the stack, sends one request and prints the URL. The
parameters are those of cloud/stages/<stage>.ts; docs/deploy.md explains each.

${targetManual}
  --replace-database   lets the API leave its database, and the data in it, for another
  --forward            moves callers again to versions that \`npm run rollback\` has moved them back from
`;

const flags = {
  ...targetFlags,
  'replace-database': { type: 'boolean' },
  forward: { type: 'boolean' },
  'fail-on': { type: 'string' },
} as const;

const readSeverity = (value: string | undefined): Severity | undefined => {
  const severity = severities.find((known) => known === value);
  if (value === undefined || severity) return severity;
  throw new UsageError(`--fail-on is one of ${severities.join(', ')}, not "${value}".`);
};

await runCommand({ manual, flags }, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    sweepDockerConfigs();
    const { stdin: input, stdout: output } = process;
    const url = await deployService({
      target,
      parameters: await readStageToDeploy(target.stage, target.region),
      replaceDatabase: values['replace-database'] ?? false,
      failOn: readSeverity(values['fail-on']),
      commit: readCommit(),
      functionNames: functionNames(),
      tagOf: imageTag,
      probesOf,
      confirmForward: (undoings) =>
        confirmForward(undoings, { forward: values.forward ?? false, input, output }),
      now: Date.now,
      cloud: createCloud(target.region),
      docker,
      framework,
      step: createSteps(log, Date.now),
    });
    log(`\nReady: ${url}`);
  }),
);
