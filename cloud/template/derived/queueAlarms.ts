// The alarms of a function's queue. docs/operations.md says what each means and what to do.
import { namespace } from './metrics.ts';

const actions = [{ Ref: 'AlarmTopic' }];

const alarm = (description: string, properties: object) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: description,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: actions,
    OKActions: actions,
    ...properties,
  },
});

const ofQueue = (queueId: string, metricName: string, periodS: number) => ({
  Namespace: 'AWS/SQS',
  MetricName: metricName,
  Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
  Statistic: 'Maximum',
  Period: periodS,
});

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

/** By logical id. */
export const queueAlarms = (logicalName: string) => ({
  [`${logicalName}DeadLettersAlarm`]: alarm(
    'At least 1 message was among the dead letters, for 1 minute. Severity: ticket. First step: see which rule it breaks in the function’s log.',
    { ...ofQueue(`${logicalName}DeadLetters`, 'ApproximateNumberOfMessagesVisible', 60), Threshold: 1 },
  ),
  [`${logicalName}UndeliveredAlarm`]: alarm(
    'At least 1 event could not be delivered to the queue, for 1 minute. Severity: page. First step: read its attribute ERROR_CODE.',
    { ...ofQueue(`${logicalName}Undelivered`, 'ApproximateNumberOfMessagesVisible', 60), Threshold: 1 },
  ),
  [`${logicalName}QueueAgeAlarm`]: alarm(
    'The oldest message waited at least 900 s, for 5 minutes. Severity: page. First step: see whether the mapping is enabled and the database answers.',
    { ...ofQueue(`${logicalName}Queue`, 'ApproximateAgeOfOldestMessage', 300), Threshold: 900 },
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
