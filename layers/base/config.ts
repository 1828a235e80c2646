// The configuration of the functions, read from their environment variables.
import * as z from 'zod/mini';

const required = { error: 'is required' };

const text = (pattern: RegExp, error: string) => z.string(required).check(z.regex(pattern, { error }));

export const secretArn = text(
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
  database: string;
  region: string;
  endpoint: string | undefined;
};

/** Names every variable that is missing or wrong, never a value: a mistyped one may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws ConfigError naming all problems at once. */
export const parseEnvironment = <Schema extends z.ZodMiniType>(schema: Schema, env: Environment) => {
  const { success, data, error } = schema.safeParse(env);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new ConfigError(`Environment: ${problems.join('; ')}`);
};

/** Reads the configuration. Throws ConfigError. */
export const readConfig = (env: Environment): Config => {
  const data = parseEnvironment(environment, env);
  return {
    resourceArn: data.DATABASE_RESOURCE_ARN,
    secretArn: data.DATABASE_SECRET_ARN,
    database: data.DATABASE_NAME,
    region: data.AWS_REGION,
    endpoint: data.AWS_ENDPOINT_URL_RDS_DATA,
  };
};

/** The accounts whose secret `DATABASE_<ACCOUNT>_SECRET_ARN` names, each with its ARN. Throws ConfigError. */
export const readAccountSecrets = <Account extends string>(
  env: Environment,
  accounts: readonly Account[],
): [Account, string][] => {
  const variableOf = (account: Account) => `DATABASE_${account.toUpperCase()}_SECRET_ARN`;
  const shape = Object.fromEntries(accounts.map((account) => [variableOf(account), z.optional(secretArn)]));
  const arns = parseEnvironment(z.object(shape), env);
  return accounts.flatMap((account): [Account, string][] => {
    const arn = arns[variableOf(account)];
    return arn ? [[account, arn]] : [];
  });
};
