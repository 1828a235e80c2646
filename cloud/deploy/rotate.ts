// The command `npm run rotate`.
import { log, runCommand } from '#tools/command.ts';
import { createCloud } from './aws/cloud.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetFlags, targetManual } from './options.ts';
import { rotateService } from './rotateService.ts';
import { createSteps } from './steps.ts';

const manual = `npm run rotate -- --stage <stage> [--region <region>]

Changes the passwords of the functions' database users without an outage: the functions turn to a second account, and the
first keeps its password until the next rotation.

${targetManual}
`;

await runCommand({ manual, flags: targetFlags }, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    await rotateService({ target, cloud: createCloud(target.region), step: createSteps(log, Date.now) });
  }),
);
