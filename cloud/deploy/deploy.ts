// The command `npm run deploy`.
import { readStage } from '#cloud/parameters/readStage.ts';
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { createCloud } from './aws/cloud.ts';
import { readCommit } from './commit.ts';
import { deployService } from './deployService.ts';
import { docker } from './docker.ts';
import { explainErrors } from './explainErrors.ts';
import { framework } from './framework.ts';
import { imageTag } from './imageTag.ts';
import { readTarget, targetFlags, targetManual } from './options.ts';
import { createSteps } from './steps.ts';

const manual = `npm run deploy -- --stage <stage> [--region <region>] [--replace-database]

Builds the images that have changed, applies migrations, updates the stack, sends one request and prints the URL. The
parameters are those of cloud/stages/<stage>.ts; docs/deploy.md explains each.

${targetManual}
  --replace-database   lets the API leave its database, and the data in it, for another
`;

const flags = { ...targetFlags, 'replace-database': { type: 'boolean' } } as const;

await runCommand({ manual, flags }, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    const url = await deployService({
      target,
      parameters: await readStage(target.stage, target.region),
      replaceDatabase: values['replace-database'] ?? false,
      commit: readCommit(),
      functionNames: functionNames(),
      tagOf: imageTag,
      cloud: createCloud(target.region),
      docker,
      framework,
      step: createSteps(log, Date.now),
    });
    log(`\nReady: ${url}`);
  }),
);
