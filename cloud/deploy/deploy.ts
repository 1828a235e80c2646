// The command `npm run deploy`.
import { readStageToDeploy } from '#cloud/parameters/readStage.ts';
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { createCloud } from './aws/cloud.ts';
import { readCommit } from './commit.ts';
import { confirmForward } from './confirm.ts';
import { severities } from './deployment.ts';
import { deployService } from './deployService.ts';
import { docker } from './docker.ts';
import { sweepDockerConfigs } from './dockerConfig.ts';
import { explainErrors } from './explainErrors.ts';
import { framework } from './framework.ts';
import { imageTag } from './imageTag.ts';
import { readTarget, targetOptions } from './options.ts';
import { probesOf } from './probes.ts';
import { createSteps } from './steps.ts';

const command = {
  name: 'npm run deploy',
  description: `Builds the images that have changed, applies migrations, updates the stack, sends one request and prints the
    URL. The parameters are those of cloud/stages/<stage>.ts; docs/deploy.md explains each.`,
  options: {
    ...targetOptions,
    replaceDatabase: {
      type: 'boolean',
      description: 'lets the API leave its database, and the data in it, for another',
    },
    forward: {
      type: 'boolean',
      description: 'moves callers again to versions that `npm run rollback` has moved them back from',
    },
    failOn: {
      placeholder: 'severity',
      choices: severities,
      description: 'refuses images with a finding of this severity or worse',
    },
  },
} as const;

await runCommand(command, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    sweepDockerConfigs();
    const { stdin: input, stdout: output } = process;
    const url = await deployService({
      target,
      parameters: await readStageToDeploy(target.stage, target.region),
      replaceDatabase: values.replaceDatabase,
      failOn: values.failOn,
      commit: readCommit(),
      functionNames: functionNames(),
      tagOf: imageTag,
      probesOf,
      confirmForward: (undoings) => confirmForward(undoings, { forward: values.forward, input, output }),
      now: Date.now,
      cloud: createCloud(target.region),
      docker,
      framework,
      step: createSteps(log, Date.now),
    });
    log(`\nReady: ${url}`);
  }),
);
