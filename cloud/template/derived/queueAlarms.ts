// The alarms of a function's queue. docs/operations.md says what each means and what to do.
import { alarm, metricFilter, namespace, queueMetric } from './metrics.ts';

/** Sums a count of the function's log lines, one a batch. */
const count = (logicalName: string, field: string) => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: { Ref: `${logicalName}LogGroup` },
    FilterPattern: `{ $.${field} = * }`,
    MetricTransformations: [
      { MetricNamespace: namespace, MetricName: `${logicalName}.${field}`, MetricValue: `$.${field}` },
    ],
  },
});

const sum = (logicalName: string, field: string) => ({
  Id: field,
  ReturnData: false,
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: `${logicalName}.${field}` },
    Stat: 'Sum',
    Period: 900,
  },
});

const deadLettersAlarm = (logicalName: string) => ({
  [`${logicalName}DeadLettersAlarm`]: alarm(
    'At least 1 message was among the dead letters, for 1 minute. Severity: ticket. First step: see which rule it breaks in the function’s log.',
    { ...queueMetric(`${logicalName}DeadLetters`, 'ApproximateNumberOfMessagesVisible', 60), Threshold: 1 },
  ),
});

const ageAlarm = (logicalName: string, ageS: number, advice: string) => ({
  [`${logicalName}QueueAgeAlarm`]: alarm(
    `The oldest message waited at least ${ageS} s, for 5 minutes. ${advice}`,
    { ...queueMetric(`${logicalName}Queue`, 'ApproximateAgeOfOldestMessage', 300), Threshold: ageS },
  ),
});

/** The alarms of a queue of events, by logical id. */
export const eventAlarms = (logicalName: string) => ({
  ...deadLettersAlarm(logicalName),
  [`${logicalName}UndeliveredAlarm`]: alarm(
    'At least 1 event could not be delivered to the queue, for 1 minute. Severity: page. First step: read its attribute ERROR_CODE.',
    { ...queueMetric(`${logicalName}Undelivered`, 'ApproximateNumberOfMessagesVisible', 60), Threshold: 1 },
  ),
  ...ageAlarm(
    logicalName,
    900,
    'Severity: page. First step: see whether the mapping is enabled and the database answers.',
  ),
  [`${logicalName}Records`]: count(logicalName, 'records'),
  [`${logicalName}Invalid`]: count(logicalName, 'invalid'),
  [`${logicalName}InvalidAlarm`]: alarm(
    'At least 5 % of the events in 15 minutes were invalid. Severity: ticket. First step: count violations in the function’s log.',
    {
      Metrics: [
        {
          Id: 'share',
          Label: 'Share of invalid events, %',
          Expression: 'IF(records > 0, 100 * invalid / records, 0)',
        },
        sum(logicalName, 'records'),
        sum(logicalName, 'invalid'),
      ],
      Threshold: 5,
    },
  ),
});

/** A message of an import that is going on is never so old: each invocation sends the next one a new message. */
const stuckImportS = 7_200;

const failedAlarm = (logicalName: string) => {
  const metricName = `${logicalName}.failed`;
  return {
    [`${logicalName}Failed`]: metricFilter(logicalName, metricName, '{ $.state = "failed" }'),
    [`${logicalName}FailedAlarm`]: alarm(
      'At least 1 file was refused as a whole in 15 minutes. Severity: ticket. First step: read the reason in its result.',
      { Namespace: namespace, MetricName: metricName, Statistic: 'Sum', Period: 900, Threshold: 1 },
    ),
  };
};

/** The alarms of a queue of new objects, by logical id. */
export const importAlarms = (logicalName: string) => ({
  ...deadLettersAlarm(logicalName),
  ...failedAlarm(logicalName),
  ...ageAlarm(
    logicalName,
    stuckImportS,
    'Severity: ticket. First step: read the function’s log, and how many imports wait.',
  ),
});
