// The configuration of the functions, read from their environment variables.
import * as z from 'zod/mini';
import { ConfigError } from './errors/publicError.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws ConfigError naming all problems at once. */
const parse = <Shape extends z.core.$ZodLooseShape>(shape: Shape, env: Environment) => {
  const { success, data, error } = z.object(shape).safeParse(env);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new ConfigError(`Environment: ${problems.join('; ')}`);
};

// Schemas are made where they are used, so that a bundle has those of its functions alone.
const required = { error: 'is required' };

const text = (pattern: RegExp, error: string) => z.string(required).check(z.regex(pattern, { error }));

const secret = () =>
  text(
    /^arn:aws[\w-]*:secretsmanager:[^:]+:\d{12}:secret:.+$/,
    'must be the ARN of a Secrets Manager secret',
  );

/** The address of an AWS service; absent for AWS's own in the region. */
const endpoint = () => z.optional(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }));

export type Config = {
  resourceArn: string;
  secretArn: string;
  database: string;
  region: string;
  endpoint: string | undefined;
};

/** The database of every function, and the region. Throws ConfigError. */
export const readConfig = (env: Environment): Config => {
  const data = parse(
    {
      /** The Aurora cluster's ARN. */
      DATABASE_RESOURCE_ARN: text(
        /^arn:aws[\w-]*:rds:[^:]+:\d{12}:cluster:.+$/,
        'must be the ARN of an RDS cluster',
      ),
      /** The ARN of the secret that holds the database user's name and password. */
      DATABASE_SECRET_ARN: secret(),
      /** The database (schema) within the cluster. */
      DATABASE_NAME: text(/^\w{1,64}$/, 'must be 1 to 64 letters, digits or underscores'),
      /** Set by Lambda. */
      AWS_REGION: text(/./, 'must not be empty'),
      AWS_ENDPOINT_URL_RDS_DATA: endpoint(),
    },
    env,
  );
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
  const shape = Object.fromEntries(accounts.map((account) => [variableOf(account), z.optional(secret())]));
  const arns = parse(shape, env);
  return accounts.flatMap((account): [Account, string][] => {
    const arn = arns[variableOf(account)];
    return arn ? [[account, arn]] : [];
  });
};

/** What orders the events of the directory. */
const order = () => z.enum(['version', 'time'], { error: 'must be version or time' });

export type DirectoryConfig = { secretArn: string; order: 'version' | 'time' };

/** The secret under which deletions are remembered, and the order of a directory that events change. Throws ConfigError. */
export const readDirectoryConfig = (env: Environment): DirectoryConfig => {
  const data = parse({ DIRECTORY_SECRET_ARN: secret(), DIRECTORY_ORDER: order() }, env);
  return { secretArn: data.DIRECTORY_SECRET_ARN, order: data.DIRECTORY_ORDER };
};

/** The order alone, for functions that may not read the secret. Throws ConfigError. */
export const readOrder = (env: Environment): DirectoryConfig['order'] =>
  parse({ DIRECTORY_ORDER: order() }, env).DIRECTORY_ORDER;

/** What becomes of changes that break a rule for new addresses or phone numbers: refused, or only logged. Throws ConfigError. */
export const readRules = (env: Environment): 'refuse' | 'log' => {
  const rules = z.enum(['refuse', 'log'], { error: 'must be refuse or log' });
  return parse({ DIRECTORY_RULES: z._default(rules, 'refuse') }, env).DIRECTORY_RULES;
};

/** The bucket of files. Throws ConfigError. */
export const readBucketConfig = (env: Environment): { bucket: string; endpoint: string | undefined } => {
  const data = parse(
    {
      /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
      BUCKET_NAME: text(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, 'must be the name of a bucket'),
      AWS_ENDPOINT_URL_S3: endpoint(),
    },
    env,
  );
  return { bucket: data.BUCKET_NAME, endpoint: data.AWS_ENDPOINT_URL_S3 };
};

/** The queue that invokes imports, which send it a message when their time runs out. Throws ConfigError. */
export const readImportConfig = (env: Environment): { queueUrl: string } => {
  const url = z.url({ protocol: /^https?$/, error: 'must be the URL of a queue' });
  return { queueUrl: parse({ IMPORT_QUEUE_URL: z.string(required).check(url) }, env).IMPORT_QUEUE_URL };
};

const days = (least: number, most: number) =>
  z.pipe(
    z.string(required),
    z.pipe(
      z.transform(Number),
      z.int({ error: 'must be a whole number of days' }).check(
        z.refine((value) => value >= least && value <= most, {
          error: `must be from ${least} to ${most} days`,
        }),
      ),
    ),
  );

/** How long copies of the directory's data are kept, in days. Throws ConfigError. */
export const readRetention = (
  env: Environment,
): { backupDays: number; eventArchiveDays: number; replayDays: number } => {
  const data = parse(
    {
      /** How long the database's backups are kept. */
      BACKUP_DAYS: days(1, 35),
      /** How long the bus keeps what went over it; 0 without an archive. */
      EVENT_ARCHIVE_DAYS: days(0, 365),
      /** How long any bus or sender can replay; empty for no longer than the archive. */
      REPLAY_DAYS: z._default(z.union([z.literal(''), days(0, 3_650)]), ''),
    },
    env,
  );
  return {
    backupDays: data.BACKUP_DAYS,
    eventArchiveDays: data.EVENT_ARCHIVE_DAYS,
    replayDays: data.REPLAY_DAYS === '' ? data.EVENT_ARCHIVE_DAYS : data.REPLAY_DAYS,
  };
};

/** How long deletions are remembered, in days. Throws ConfigError. */
export const readTombstoneDays = (env: Environment): number =>
  parse({ TOMBSTONE_DAYS: days(28, 3_650) }, env).TOMBSTONE_DAYS;
