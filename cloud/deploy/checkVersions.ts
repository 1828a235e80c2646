// New versions of functions with a route, invoked directly before any caller reaches them.
import { UserError } from '#tools/userError.ts';
import type { Deployment } from './deployment.ts';
import type { LiveVersion } from './liveVersions.ts';
import { readVersionNumbers } from './liveVersions.ts';
import { shortName } from './names.ts';
import type { Say } from './steps.ts';

/** A paused database may need longer to resume than one invocation waits. */
const maxAttempts = 3;

const statusOf = async ({ cloud }: Deployment, version: string, event: object): Promise<unknown> => {
  let status: unknown;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    status = Object(await cloud.functions.invoke(version, event)).statusCode;
    if (status !== 503) break;
  }
  return status;
};

/**
 * Sends one API Gateway event for each route of each new version. Throws UserError at the first answer that the function's
 * declaration does not expect; callers then stay at the versions that they have.
 */
export const checkVersions = async (
  deployment: Deployment,
  held: readonly LiveVersion[],
  say: Say,
): Promise<void> => {
  const { target, parameters, probesOf } = deployment;
  const numbers = await readVersionNumbers(deployment);
  for (const { functionName, live, wantedId } of held) {
    const version = `${functionName}:${numbers.get(wantedId)}`;
    for (const probe of probesOf(shortName(target.stage, functionName), parameters.authorization)) {
      const status = await statusOf(deployment, version, probe.event);
      say(`${version} answered ${status} to ${probe.route}`);
      if (status === probe.status) continue;
      throw new UserError(
        `${version} answered ${status} to ${probe.route} instead of ${probe.status}, so callers stay at version ${live}. Mend it and deploy again.\n  log group   /aws/lambda/${functionName}`,
      );
    }
  }
};
