// What functions find in their environment locally, in place of the cloud's values.

const secretArnOf = (name: string): string =>
  `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${name}-local-AbCdEf`;

/** The names that the local Data API and the local Secrets Manager answer to, in the form that AWS issues. */
export const resourceArn = 'arn:aws:rds:eu-central-1:000000000000:cluster:users-local';
/** Of the account that may do everything. */
export const secretArn = secretArnOf('users');
export const databaseName = 'users';

/** By what serverless.yml calls them: `!Ref <name>`, or `!GetAtt <name>`. */
export const secretArns = {
  ReaderSecret: secretArnOf('reader'),
  WriterSecret: secretArnOf('writer'),
  ImporterSecret: secretArnOf('importer'),
  ExporterSecret: secretArnOf('exporter'),
  EraserSecret: secretArnOf('eraser'),
  DirectorySecret: secretArnOf('directory'),
  'Database.MasterUserSecret.SecretArn': secretArn,
} as const;

/** Values of `!Ref <name>` by the name. */
export type References = ReadonlyMap<string, string>;

/**
 * The local value of a variable of the environment: text as it stands, or the secret, the bucket or the queue of the stack
 * that it refers to.
 */
export const resolveVariable = (value: unknown, references: References = new Map()): string | undefined => {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute } = Object(value);
  const name = [Ref ?? attribute].flat().join('.');
  return references.get(name) ?? new Map<string, string>(Object.entries(secretArns)).get(name);
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
