// AWS Secrets Manager behind the secrets port.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { roleCredentials } from '#layers/aws/roleCredentials.ts';
import type { Secrets } from './secrets.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version */
type VersionStage = 'AWSCURRENT' | 'AWSPENDING';

export const createSecretsManager = ({ region, now }: { region: string; now: () => number }): Secrets => {
  const client = new SecretsManagerClient({ region, credentials: roleCredentials });

  const readStage = async (SecretId: string, VersionStage: VersionStage, { deadlineMs }: CallContext) => {
    const abortSignal = AbortSignal.timeout(Math.max(deadlineMs - now(), 0));
    const command = new GetSecretValueCommand({ SecretId, VersionStage });
    return (await client.send(command, { abortSignal })).SecretString ?? '';
  };

  return {
    read: (secretArn, call) => readStage(secretArn, 'AWSCURRENT', call),
    async readPending(secretArn, call) {
      try {
        return await readStage(secretArn, 'AWSPENDING', call);
      } catch (error) {
        if ((error as Error).name === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },
  };
};
