// Changes the functions' database passwords without an outage: two accounts of each take turns.

import { randomBytes } from 'node:crypto';
import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import { readAccounts, secretId } from '#tools/accounts.ts';
import type { RunStep, Say } from './createSteps.ts';
import type { Deployment } from './deployment.ts';
import { lambdaName, serviceStackName } from './names.ts';
import type { Account, Cloud, Outputs, Target } from './ports.ts';
import { sendRequest } from './sendRequest.ts';
import { readServiceStack } from './settleStack.ts';

export type Rotation = { target: Target; cloud: Cloud; step: RunStep };

const secondSuffix = '_2';

/** `users_reader` and `users_reader_2` take turns. */
export const otherAccount = (username: string): string =>
  username.endsWith(secondSuffix) ? username.slice(0, -secondSuffix.length) : `${username}${secondSuffix}`;

/** 128 random bits in letters and digits, which a statement takes without quoting. */
const newAccount = (username: string): Account => ({ username, password: randomBytes(16).toString('hex') });

type Change = { secretArn: string; from: string; to: string; username: string };

/** ARNs of the secrets that a rotation changes. The master's password is RDS's, and the directory's secret stays. */
export const findRotatedSecrets = async ({
  target,
  cloud,
}: Pick<Rotation, 'target' | 'cloud'>): Promise<string[]> => {
  const rotated = readAccounts().map(({ name }) => secretId(name));
  return (await cloud.stacks.resources(serviceStackName(target.stage)))
    .filter(({ logicalId }) => rotated.includes(logicalId))
    .map(({ physicalId }) => physicalId);
};

const addPending = async ({ cloud }: Rotation, secretArn: string): Promise<Change> => {
  const current = await cloud.secrets.current(secretArn);
  const account = newAccount(otherAccount(current.username));
  const to = await cloud.secrets.addPending(secretArn, account);
  return { secretArn, from: current.versionId, to, username: account.username };
};

/** Sends one request with the new accounts. Makes those before current again where it fails. */
const checkAccounts = async (
  { target, cloud }: Rotation,
  outputs: Outputs,
  changes: readonly Change[],
  say: Say,
): Promise<void> => {
  const parameters = { authorization: outputs.Authorization as ParameterValues['authorization'] };
  try {
    await sendRequest({ target, parameters, cloud }, outputs, say);
  } catch (error) {
    for (const { secretArn, from, to } of changes) {
      await cloud.secrets.makeCurrent(secretArn, { from: to, to: from });
    }
    say('the accounts before are current again');
    throw error;
  }
};

/**
 * Adds a pending account to each secret, lets `migrate` create it, makes it the current one and sends one request. The
 * account before keeps its password until the next rotation, so that whoever holds it still reads. Throws UserError when the
 * request fails; the account before is then current again.
 */
export const rotateService = async (rotation: Rotation): Promise<void> => {
  const { target, cloud, step } = rotation;
  const { outputs } = await readServiceStack(cloud, target);
  const changes = await step('Secrets', async () => {
    const secrets = await findRotatedSecrets(rotation);
    return Promise.all(secrets.map((secretArn) => addPending(rotation, secretArn)));
  });
  await step('Accounts', async () => {
    await cloud.functions.invoke(lambdaName(target.stage, 'migrate'), { step: 'all' });
  });
  await step('Turn', async (say) => {
    for (const { secretArn, from, to, username } of changes) {
      await cloud.secrets.makeCurrent(secretArn, { from, to });
      say(`${username} is current`);
    }
  });
  await step('Request', (say) => checkAccounts(rotation, outputs, changes, say));
};

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
