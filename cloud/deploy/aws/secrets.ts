// Secrets Manager behind the secret port.
import {
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { SecretPort } from '#cloud/deploy/steps/ports.ts';

export const createSecrets = (client: SecretsManagerClient): SecretPort => ({
  // Not DescribeSecret, whose LastChangedDate moves with every change of a tag.
  async changedAt(SecretId) {
    const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId }));
    const current = Versions.find(({ VersionStages }) => VersionStages?.includes('AWSCURRENT'));
    return current?.CreatedDate ?? new Date();
  },

  async current(SecretId) {
    const { VersionId = '', SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    return { versionId: VersionId, username: JSON.parse(SecretString).username };
  },

  async addPending(SecretId, account) {
    const SecretString = JSON.stringify(account);
    const command = new PutSecretValueCommand({ SecretId, SecretString, VersionStages: ['AWSPENDING'] });
    return (await client.send(command)).VersionId ?? '';
  },

  async makeCurrent(SecretId, { from, to }) {
    const change = { MoveToVersionId: to, RemoveFromVersionId: from };
    await client.send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...change }),
    );
  },
});
