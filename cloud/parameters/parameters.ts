// The parameters of a stage: what each accepts, and its default.
import * as z from 'zod/mini';
import { baseReference, readBaseImage } from '#image/baseImage.ts';

/** `rule` completes the sentence "<parameter> …" in an error and in docs/deploy.md. */
const rule = <Value>(accepts: (value: unknown) => boolean, text: string) =>
  z.custom<Value>(accepts, { error: text });

const choice = <const Value extends string>(...values: Value[]) =>
  rule<Value>((value) => values.includes(value as Value), `must be one of ${values.join(', ')}`);

const text = (pattern: RegExp, description: string) =>
  rule<string>((value) => typeof value === 'string' && pattern.test(value), `must be ${description}`);

const optional = (pattern: RegExp, description: string) =>
  text(new RegExp(`^$|${pattern.source}`), `empty or ${description}`);

const number = (min: number, max: number, step = 1) =>
  rule<number>(
    (value) => typeof value === 'number' && value >= min && value <= max && Number.isInteger(value / step),
    `must be a number from ${min} to ${max} in steps of ${step}`,
  );

/** As `number`, or nothing. */
const optionalNumber = (min: number, max: number) =>
  rule<number | ''>(
    (value) =>
      value === '' || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max),
    `must be empty or a number from ${min} to ${max}`,
  );

const flag = rule<boolean>((value) => typeof value === 'boolean', 'must be true or false');

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const retention = rule<number>(
  (value) => retentionDays.includes(value as number),
  `must be one of CloudWatch's numbers of days (${retentionDays.join(', ')})`,
);

const arn = (service: string, kind: string) =>
  new RegExp(`^arn:aws[\\w-]*:${service}:[\\w-]+:\\d{12}:${kind}.+$`);

/** What follows `CodeDeployDefault.Lambda` in the name of a deployment configuration. */
const rollouts = [
  'AllAtOnce',
  ...[5, 10, 15, 30].map((minutes) => `Canary10Percent${minutes}Minutes`),
  'Linear10PercentEvery1Minute',
  ...[2, 3, 10].map((minutes) => `Linear10PercentEvery${minutes}Minutes`),
];

const schedule = text(
  /^off$|^(rate|cron)\(.+\)$/,
  'off, or rate(…) or cron(…) as EventBridge Scheduler has it',
);

/** The longest window that a parameter of a queue may have, in seconds. */
export const maxWindowS = 60;

export const parametersSchema = z.strictObject({
  authorization: z._default(choice('iam', 'jwt', 'OPEN_TO_EVERYONE_ON_THE_INTERNET'), 'iam'),
  jwtIssuer: z._default(optional(/^https:\/\/\S+$/, 'the https URL of an issuer of tokens'), ''),
  jwtAudience: z._default(optional(/^\S+$/, 'the audience that a token must name'), ''),
  corsOrigins: z._default(
    optional(
      /^https?:\/\/[^/,\s]+(,https?:\/\/[^/,\s]+)*$/,
      'origins such as https://a.example, separated by commas',
    ),
    '',
  ),
  usersRatePerS: z._default(number(1, 10_000), 5),
  usersBurst: z._default(number(1, 5_000), 10),
  searchRatePerS: z._default(number(1, 10_000), 50),
  searchBurst: z._default(number(1, 5_000), 100),
  domainName: z._default(optional(/^([a-z\d-]+\.)+[a-z]{2,}$/, 'a domain name in lower case'), ''),
  certificateArn: z._default(optional(arn('acm', 'certificate/'), 'the ARN of an ACM certificate'), ''),
  hostedZoneId: z._default(optional(/^Z[A-Z\d]+$/, 'the id of a Route 53 hosted zone'), ''),

  baseImage: z._default(
    text(/^\S+(:[\w.-]+|@sha256:[\da-f]{64})$/, 'an image with its tag or its digest'),
    baseReference(readBaseImage()),
  ),
  architecture: z._default(choice('arm64', 'x86_64'), 'arm64'),
  // A call of the database may take 5 s; API Gateway gives up after 30 s.
  timeoutS: z._default(number(6, 29), 29),
  reservedConcurrency: z._default(optionalNumber(0, 1_000), ''),
  snapStart: z._default(choice('off', 'on'), 'off'),
  rollout: z._default(choice(...rollouts), 'AllAtOnce'),
  logRetentionDays: z._default(retention, 30),
  accessLogRetentionDays: z._default(retention, 90),
  alarmEmail: z._default(optional(/^\S+@\S+$/, 'an e-mail address'), ''),
  alarmTopicArn: z._default(optional(arn('sns', ''), 'the ARN of an SNS topic'), ''),
  monitoring: z._default(choice('small', 'full'), 'small'),
  minRequestsPerDay: z._default(optionalNumber(1, 1_000_000_000), ''),

  permissionsBoundary: z._default(optional(/^[\w+=,.@-]{1,128}$/, 'the name of an IAM policy'), ''),
  directoryOrder: z._default(choice('time', 'version'), 'time'),
  directoryRules: z._default(choice('refuse', 'log'), 'refuse'),
  directorySecret: z._default(choice('new', 'existing'), 'new'),
  directorySecretArn: z._default(optional(arn('secretsmanager', 'secret:'), 'the ARN of a secret'), ''),

  eventBus: z._default(choice('new', 'existing'), 'new'),
  eventBusName: z._default(optional(/^[\w./-]{1,256}$/, 'the name of an event bus'), ''),
  // It holds personal data.
  eventArchiveDays: z._default(number(0, 365), 0),
  syncBatchSize: z._default(number(1, 1_000), 100),
  syncWindowS: z._default(number(0, maxWindowS), 1),
  syncConcurrency: z._default(number(2, 1_000), 2),
  // It reads all people, and wakes a paused database for it.
  exportSchedule: z._default(schedule, 'off'),
  // It wakes a paused database, too.
  purgeSchedule: z._default(schedule, 'cron(0 3 ? * SUN *)'),
  // An archive replays for as long as it keeps events.
  replayDays: z._default(optionalNumber(0, 3_650), ''),
  // Longer than SQS replays: a message lives for 14 days, and as long again when it is moved back.
  tombstoneDays: z._default(number(28, 3_650), 30),

  database: z._default(choice('new', 'existing'), 'new'),
  databaseName: z._default(text(/^\w{1,64}$/, '1 to 64 letters, digits or underscores'), 'users'),
  clusterArn: z._default(optional(arn('rds', 'cluster:'), 'the ARN of an Aurora cluster'), ''),
  masterSecretArn: z._default(optional(arn('secretsmanager', 'secret:'), 'the ARN of a secret'), ''),
  engineVersion: z._default(
    text(/^8\.0\.mysql_aurora\.3\.\d+\.\d+$/, 'a version of Aurora MySQL 3, such as 8.0.mysql_aurora.3.10.1'),
    '8.0.mysql_aurora.3.10.1',
  ),
  minAcu: z._default(number(0, 256, 0.5), 0),
  maxAcu: z._default(number(1, 256, 0.5), 2),
  autoPauseS: z._default(number(300, 86_400), 300),
  readers: z._default(number(0, 1), 0),
  slowQueryS: z._default(optionalNumber(1, 3_600), ''),
  performanceInsights: z._default(flag, false),
  backupDays: z._default(number(1, 35), 1),
  deletionProtection: z._default(flag, false),
  deletionPolicy: z._default(choice('Delete', 'Snapshot', 'Retain'), 'Delete'),
});

/** What a file of cloud/stages may set: every parameter has a default. */
export type StageParameters = z.input<typeof parametersSchema>;

/** All parameters of a stage with their values. */
export type ParameterValues = z.output<typeof parametersSchema>;
