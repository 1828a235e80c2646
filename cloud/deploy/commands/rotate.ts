// The command `npm run rotate`.

import { createCloud } from '#cloud/deploy/aws/cloud.ts';
import { createSteps } from '#cloud/deploy/steps/createSteps.ts';
import { rotateService } from '#cloud/deploy/steps/rotateService.ts';
import { log, runCommand } from '#tools/command.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetOptions } from './options.ts';

const command = {
  name: 'npm run rotate',
  description: `Changes the passwords of the functions' database users without an outage: the functions turn to a second
    account, and the first keeps its password until the next rotation.`,
  options: targetOptions,
};

await runCommand(command, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    await rotateService({ target, cloud: createCloud(target.region), step: createSteps(log, Date.now) });
  }),
);
