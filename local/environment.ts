// What functions find in their environment locally, in place of what serverless.yml gives them in the cloud.

/** The names that the local Data API answers to, in the form that AWS issues. */
export const resourceArn = 'arn:aws:rds:eu-central-1:000000000000:cluster:users-local';
export const secretArn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:users-local-AbCdEf';
export const databaseName = 'users';

/** `databaseUrl` tells the database's name where it is not the usual one. */
export const functionEnvironment = (dataApiUrl: string, databaseUrl?: string): Record<string, string> => ({
  DATABASE_RESOURCE_ARN: resourceArn,
  DATABASE_SECRET_ARN: secretArn,
  DATABASE_NAME: databaseUrl ? new URL(databaseUrl).pathname.slice(1) : databaseName,
  AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
  // The SDK signs every request, so it needs keys; the local Data API does not verify the signature.
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
