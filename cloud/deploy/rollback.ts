// The command `npm run rollback`.
import { log, runCommand } from '#tools/command.ts';
import { createCloud } from './aws/cloud.ts';
import { explainErrors } from './explainErrors.ts';
import { readTarget, targetFlags, targetManual } from './options.ts';
import { rollbackService } from './rollbackService.ts';
import { createSteps } from './steps.ts';

const manual = `npm run rollback -- --stage <stage> [--region <region>] [--function <name>]…

Moves callers back, at once, to the versions before the last deployment, stops a shift of CodeDeploy that is running, and
says which versions are live.

${targetManual}
  --function  moves this function back, whatever the last deployment changed; may be given several times
`;

const flags = { ...targetFlags, function: { type: 'string', multiple: true } } as const;

await runCommand({ manual, flags }, (values) =>
  explainErrors(async () => {
    const target = readTarget(values, process.env.AWS_REGION);
    await rollbackService({
      target,
      functionNames: values.function ?? [],
      cloud: createCloud(target.region),
      step: createSteps(log, Date.now),
    });
  }),
);
