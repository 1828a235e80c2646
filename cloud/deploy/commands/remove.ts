// The command `npm run remove`.

import { createCloud } from '#cloud/deploy/aws/cloud.ts';
import { createSteps } from '#cloud/deploy/steps/createSteps.ts';
import { removeService } from '#cloud/deploy/steps/removeService.ts';
import { log, runCommand } from '#tools/command.ts';
import { confirmRemoval } from './confirm.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetOptions } from './options.ts';

const command = {
  name: 'npm run remove',
  description: `Shows what a stage holds, asks for its name, and removes its API, functions, images, logs and, unless it is
    protected, its database.`,
  options: { ...targetOptions, yes: { type: 'boolean', description: 'removes without asking' } },
} as const;

await runCommand(command, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    const { stdin: input, stdout: output } = process;
    await removeService({
      target,
      cloud: createCloud(target.region),
      step: createSteps(log, Date.now),
      confirm: (losses) => confirmRemoval(target.stage, losses, { yes: values.yes, input, output }),
    });
    log(`\nThe stage ${target.stage} is removed.`);
  }),
);
