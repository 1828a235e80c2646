// The configuration of the functions, read from their environment variables.
import * as z from 'zod/mini';

const required = { error: 'is required' };

const text = (pattern: RegExp, error: string) => z.string(required).check(z.regex(pattern, { error }));

const secretArn = text(
  /^arn:aws[\w-]*:secretsmanager:[^:]+:\d{12}:secret:.+$/,
  'must be the ARN of a Secrets Manager secret',
);

const environment = z.object({
  /** The Aurora cluster's ARN. */
  DATABASE_RESOURCE_ARN: text(
    /^arn:aws[\w-]*:rds:[^:]+:\d{12}:cluster:.+$/,
    'must be the ARN of an RDS cluster',
  ),
  /** The ARN of the secret that holds the database user's name and password. */
  DATABASE_SECRET_ARN: secretArn,
  /** The secret of the database user to create for the reading functions; only the migrate function has it. */
  DATABASE_READER_SECRET_ARN: z.optional(secretArn),
  /** The database (schema) within the cluster. */
  DATABASE_NAME: text(/^\w{1,64}$/, 'must be 1 to 64 letters, digits or underscores'),
  /** Set by Lambda. */
  AWS_REGION: text(/./, 'must not be empty'),
  /** The address of the Data API; absent for AWS's own in the region. */
  AWS_ENDPOINT_URL_RDS_DATA: z.optional(
    z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
  ),
});

export type Config = {
  resourceArn: string;
  secretArn: string;
  readerSecretArn: string | undefined;
  database: string;
  region: string;
  endpoint: string | undefined;
};

/** Names every variable that is missing or wrong, never a value: a mistyped one may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration. Throws ConfigError naming all problems at once. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const { success, data, error } = environment.safeParse(env);
  if (!success) {
    const problems = error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
    throw new ConfigError(`Environment: ${problems.join('; ')}`);
  }
  return {
    resourceArn: data.DATABASE_RESOURCE_ARN,
    secretArn: data.DATABASE_SECRET_ARN,
    readerSecretArn: data.DATABASE_READER_SECRET_ARN,
    database: data.DATABASE_NAME,
    region: data.AWS_REGION,
    endpoint: data.AWS_ENDPOINT_URL_RDS_DATA,
  };
};
