// AWS Secrets Manager behind the secrets port.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { roleCredentials } from '#layers/runtime/roleCredentials.ts';
import type { Secrets } from './secrets.ts';

export const createSecretsManager = ({ region, now }: { region: string; now: () => number }): Secrets => {
  const client = new SecretsManagerClient({ region, credentials: roleCredentials });
  return {
    async read(secretArn, { deadlineMs }) {
      const command = new GetSecretValueCommand({ SecretId: secretArn });
      const abortSignal = AbortSignal.timeout(Math.max(deadlineMs - now(), 0));
      const { SecretString = '' } = await client.send(command, { abortSignal });
      return SecretString;
    },
  };
};
