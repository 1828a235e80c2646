// The command `npm run rollback`.

import { createCloud } from '#cloud/deploy/aws/cloud.ts';
import { createSteps } from '#cloud/deploy/steps/createSteps.ts';
import { rollbackService } from '#cloud/deploy/steps/rollbackService.ts';
import { log, runCommand } from '#tools/command.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetOptions } from './options.ts';

const command = {
  name: 'npm run rollback',
  description: `Moves callers back, at once, to the versions before the last deployment, stops a shift of CodeDeploy that is
    running, and says which versions are live.`,
  options: {
    ...targetOptions,
    function: {
      placeholder: 'name',
      multiple: true,
      description: 'moves this function back, whatever the last deployment changed',
    },
  },
} as const;

await runCommand(command, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    await rollbackService({
      target,
      functionNames: values.function,
      cloud: createCloud(target.region),
      step: createSteps(log, Date.now),
    });
  }),
);
