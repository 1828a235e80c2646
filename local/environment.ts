// What functions find in their environment locally, in place of what serverless.yml gives them in the cloud.

/** The names that the local Data API and the local Secrets Manager answer to, in the form that AWS issues. */
export const resourceArn = 'arn:aws:rds:eu-central-1:000000000000:cluster:users-local';
export const secretArn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:users-local-AbCdEf';
const directorySecretArn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:directory-local-AbCdEf';
export const databaseName = 'users';

/**
 * By ARN. The secret of a directory must stay what it is for as long as its database, which may be shared by copies of
 * this repository and outlive them; of local directories it is known to everybody.
 */
export const localSecrets: Readonly<Record<string, string>> = {
  [directorySecretArn]: 'the secret of every local directory, which protects nothing',
};

export type LocalUrls = { dataApiUrl: string; secretsUrl: string; databaseUrl?: string | undefined };

/** `databaseUrl` tells the database's name where it is not the usual one. */
export const functionEnvironment = (
  dataApiUrl: string,
  databaseUrl?: string,
  secretsUrl?: string,
): Record<string, string> => ({
  DATABASE_RESOURCE_ARN: resourceArn,
  DATABASE_SECRET_ARN: secretArn,
  DATABASE_NAME: databaseUrl ? new URL(databaseUrl).pathname.slice(1) : databaseName,
  DIRECTORY_SECRET_ARN: directorySecretArn,
  AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
  ...(secretsUrl && { AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl }),
  // The SDK signs every request, so it needs keys; the local services do not verify the signature.
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
