// An alarm of CloudWatch that tells the stage's topic, and the metric of a queue.

const actions = ['${self:custom.alarmTopic}'];

export const alarm = (description: string, properties: object) => ({
  Type: 'AWS::CloudWatch::Alarm',
  // A ticket is for who has `monitoring` full.
  ...(description.includes('Severity: ticket') && { Condition: 'HasFullMonitoring' }),
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

export const queueMetric = (queueId: string, metricName: string, periodS: number) => ({
  Namespace: 'AWS/SQS',
  MetricName: metricName,
  Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
  Statistic: 'Maximum',
  Period: periodS,
});
