// Rules that concern more than one parameter of a stage.
import type { ParameterValues } from './parameters.ts';

/** Aurora MySQL pauses from this minor version of 3 on. */
const firstPausingMinor = 8;

const minorOf = (engineVersion: string): number => Number(engineVersion.split('.')[4]);

/** The region of an ARN; undefined for an empty text. */
const regionOf = (arn: string): string | undefined => arn.split(':')[3];

type Rule = { broken(values: ParameterValues, region: string): boolean; sentence: string };

const needs = (
  condition: (values: ParameterValues) => boolean,
  name: keyof ParameterValues,
  reason: string,
): Rule => ({
  broken: (values) => condition(values) && values[name] === '',
  sentence: `${name} is required ${reason}`,
});

const belongsTo = (
  name: keyof ParameterValues,
  condition: (values: ParameterValues) => boolean,
  reason: string,
): Rule => ({
  broken: (values) => values[name] !== '' && !condition(values),
  sentence: `${name} has a meaning only ${reason}`,
});

type ArnParameter =
  | 'clusterArn'
  | 'masterSecretArn'
  | 'certificateArn'
  | 'directorySecretArn'
  | 'alarmTopicArn';

const inRegion = (name: ArnParameter): Rule => ({
  broken: (values, region) => ![undefined, region].includes(regionOf(values[name])),
  sentence: `${name} must be in the region that is deployed to`,
});

const isJwt = ({ authorization }: ParameterValues) => authorization === 'jwt';
const hasDomain = ({ domainName }: ParameterValues) => domainName !== '';
const isNew = ({ database }: ParameterValues) => database === 'new';
const isExisting = ({ database }: ParameterValues) => database === 'existing';
const hasBus = ({ eventBus }: ParameterValues) => eventBus === 'existing';
const hasSecret = ({ directorySecret }: ParameterValues) => directorySecret === 'existing';

const rules: readonly Rule[] = [
  needs(isJwt, 'jwtIssuer', "with authorization 'jwt'"),
  needs(isJwt, 'jwtAudience', "with authorization 'jwt'"),
  belongsTo('jwtIssuer', isJwt, "with authorization 'jwt'"),
  belongsTo('jwtAudience', isJwt, "with authorization 'jwt'"),
  needs(isExisting, 'clusterArn', "with database 'existing'"),
  needs(isExisting, 'masterSecretArn', "with database 'existing'"),
  belongsTo('clusterArn', isExisting, "with database 'existing'"),
  belongsTo('masterSecretArn', isExisting, "with database 'existing'"),
  belongsTo('slowQueryS', isNew, "with database 'new'"),
  needs(hasDomain, 'certificateArn', 'with domainName'),
  belongsTo('certificateArn', hasDomain, 'with domainName'),
  belongsTo('hostedZoneId', hasDomain, 'with domainName'),
  inRegion('certificateArn'),
  needs(hasBus, 'eventBusName', "with eventBus 'existing'"),
  belongsTo('eventBusName', hasBus, "with eventBus 'existing'"),
  {
    // Else a replay of the archive would bring back who was deleted.
    broken: ({ tombstoneDays, eventArchiveDays }) => tombstoneDays <= eventArchiveDays,
    sentence: 'tombstoneDays must be greater than eventArchiveDays',
  },
  {
    // Neither may another bus, such as a Custom Event Bus that retains events for up to 365 days:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-what-is.html
    broken: ({ tombstoneDays, replayDays }) => replayDays !== '' && tombstoneDays < replayDays,
    sentence: 'tombstoneDays must not be less than replayDays',
  },
  {
    broken: ({ replayDays, eventArchiveDays }) => replayDays !== '' && replayDays < eventArchiveDays,
    sentence: 'replayDays must not be less than eventArchiveDays',
  },
  {
    broken: (values) => values.eventArchiveDays > 0 && hasBus(values),
    sentence: "eventArchiveDays has a meaning only with eventBus 'new'",
  },
  {
    broken: ({ syncBatchSize, syncWindowS }) => syncBatchSize > 10 && syncWindowS === 0,
    sentence: 'syncWindowS must be at least 1 with a syncBatchSize over 10',
  },
  needs(hasSecret, 'directorySecretArn', "with directorySecret 'existing'"),
  belongsTo('directorySecretArn', hasSecret, "with directorySecret 'existing'"),
  inRegion('clusterArn'),
  inRegion('masterSecretArn'),
  inRegion('directorySecretArn'),
  inRegion('alarmTopicArn'),
  belongsTo('alarmEmail', ({ alarmTopicArn }) => alarmTopicArn === '', 'without alarmTopicArn'),
  {
    broken: (values) => values.performanceInsights && isExisting(values),
    sentence: "performanceInsights has a meaning only with database 'new'",
  },
  {
    broken: (values) => values.readers > 0 && isExisting(values),
    sentence: "readers has a meaning only with database 'new'",
  },
  { broken: ({ minAcu, maxAcu }) => minAcu > maxAcu, sentence: 'minAcu must not be larger than maxAcu' },
  {
    broken: ({ minAcu, engineVersion }) => minAcu === 0 && minorOf(engineVersion) < firstPausingMinor,
    sentence: `minAcu 0, with which the database pauses, needs engineVersion 8.0.mysql_aurora.3.0${firstPausingMinor}.0 or newer`,
  },
];

/** The sentences of the rules that the values break. */
export const brokenCombinations = (values: ParameterValues, region: string): string[] =>
  rules.filter(({ broken }) => broken(values, region)).map(({ sentence }) => sentence);
