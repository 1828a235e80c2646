// What functions find in their environment locally, in place of the cloud's values.
import type { References } from '#offline-cloud/stack/resolver.ts';
import { localSecretArn, readAccounts, secretId } from '#tools/accounts.ts';

/** The names that the local Data API and the local Secrets Manager answer to, in the form that AWS issues. */
export const resourceArn = 'arn:aws:rds:eu-central-1:000000000000:cluster:users-local';
/** The secret of the master, which may do everything. */
export const secretArn = localSecretArn('users');
export const directorySecretArn = localSecretArn('directory');
export const databaseName = 'users';

/** By what a function's environment calls them: `!Ref <name>`, or `!GetAtt <name>`. */
export const secretArns = (): ReadonlyMap<string, string> =>
  new Map([
    ...readAccounts().map(({ name }): [string, string] => [secretId(name), localSecretArn(name)]),
    ['DirectorySecret', directorySecretArn],
    ['Database.MasterUserSecret.SecretArn', secretArn],
  ]);

/**
 * The local value of a variable of the environment: text as it stands, or the secret, the bucket or the queue of the stack
 * that it refers to.
 */
export const resolveVariable = (value: unknown, references: References = new Map()): string | undefined => {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute } = Object(value);
  const name = [Ref ?? attribute].flat().join('.');
  return references.get(name) ?? secretArns().get(name);
};

export type LocalUrls = {
  dataApiUrl: string;
  secretsUrl?: string;
  eventsUrl?: string | undefined;
  databaseUrl?: string | undefined;
};

/** What all functions have. `databaseUrl` tells the database's name where it is not the usual one. */
export const functionEnvironment = ({
  dataApiUrl,
  databaseUrl,
  secretsUrl,
  eventsUrl,
}: LocalUrls): Record<string, string> => ({
  DATABASE_RESOURCE_ARN: resourceArn,
  DATABASE_NAME: databaseUrl ? new URL(databaseUrl).pathname.slice(1) : databaseName,
  AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
  ...(secretsUrl && { AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl }),
  ...(eventsUrl && { AWS_ENDPOINT_URL_S3: eventsUrl, AWS_ENDPOINT_URL_SQS: eventsUrl }),
  // The SDK signs every request, so it needs keys; the local services do not verify the signature.
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
