// Tells which database passwords of a stage have been the same for long.
import type { Deployment } from './deployment.ts';
import { findRotatedSecrets } from './rotateService.ts';
import type { Say } from './steps.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-4 */
export const maxAgeDays = 90;

const dayMs = 86_400_000;

/** Says the age of the oldest password where it is more than `maxAgeDays`. Nothing here ends a deployment. */
export const tellSecretAges = async (deployment: Deployment, say: Say): Promise<void> => {
  const { target, cloud, now } = deployment;
  try {
    const secrets = await findRotatedSecrets(deployment);
    const changes = await Promise.all(secrets.map((secretArn) => cloud.secrets.changedAt(secretArn)));
    const days = Math.floor(Math.max(...changes.map((changed) => now() - changed.getTime()), 0) / dayMs);
    if (days <= maxAgeDays) return;
    say(
      `the oldest database password is ${days} days old: npm run rotate -- --stage ${target.stage} --region ${target.region}`,
    );
  } catch (error) {
    say(`the age of the database passwords is unknown (${(error as Error).name})`);
  }
};
