// The command `npm run deploy`.
import { spawnSync } from 'node:child_process';
import { createCloud } from '#cloud/deploy/aws/cloud.ts';
import { docker, sweepDockerConfigs } from '#cloud/deploy/aws/docker.ts';
import { framework } from '#cloud/deploy/aws/framework.ts';
import { probesOf } from '#cloud/deploy/steps/checkVersions.ts';
import { createSteps } from '#cloud/deploy/steps/createSteps.ts';
import { severities } from '#cloud/deploy/steps/deployment.ts';
import { deployService } from '#cloud/deploy/steps/deployService.ts';
import { imageTag } from '#cloud/deploy/steps/imageTag.ts';
import { readStageToDeploy } from '#cloud/parameters/readStage.ts';
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { confirmForward } from './confirm.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetOptions } from './options.ts';

const git = (...options: string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', options, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** `<sha>`, `<sha>-modified` where files differ from it, or `unknown` outside a repository. */
const readCommit = (): string => {
  const commit = git('rev-parse', 'HEAD');
  if (!commit) return 'unknown';
  return git('status', '--porcelain') ? `${commit}-modified` : commit;
};

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
