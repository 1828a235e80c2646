// CloudWatch alarms, and the metrics that they and the dashboard read.
import type { DeployedFunction } from './deployedFunction.ts';

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

/** The `Metrics` of an alarm on the sum of one of Lambda's metrics over functions. */
const summedMetric = (deployed: readonly DeployedFunction[], metricName: string, periodS: number) => [
  { Id: 'total', Expression: 'SUM(METRICS())', Label: metricName },
  ...deployed.map(({ name, logicalName }) => ({
    Id: name,
    ReturnData: false,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName: metricName,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: `${logicalName}LambdaFunction` } }],
      },
      Stat: 'Sum',
      Period: periodS,
    },
  })),
];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const maxMetricsPerAlarm = 10;

/** Alarms on throttled invocations, by logical id: as many as it takes to count every function. */
export const throttleAlarms = (deployed: readonly DeployedFunction[]) => {
  const size = Math.ceil(deployed.length / Math.ceil(deployed.length / maxMetricsPerAlarm));
  return Object.fromEntries(
    deployed
      .filter((_, index) => index % size === 0)
      .map((_, index) => [
        `FunctionThrottlesAlarm${index === 0 ? '' : index + 1}`,
        {
          ...alarm(
            'Lambda refused at least 1 invocation in 5 minutes for want of concurrency. Severity: page. First step: compare reservedConcurrency and the account’s limit with the requests.',
            {
              Metrics: summedMetric(deployed.slice(index * size, (index + 1) * size), 'Throttles', 300),
              Threshold: 1,
            },
          ),
          Condition: 'HasFullMonitoring',
        },
      ]),
  );
};

export const namespace = 'users-${sls:stage}';

/** Counts the lines of a function's log that match. */
export const metricFilter = (logicalName: string, metricName: string, pattern: string) => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: { Ref: `${logicalName}LogGroup` },
    FilterPattern: pattern,
    MetricTransformations: [
      { MetricNamespace: namespace, MetricName: metricName, MetricValue: '1', Unit: 'Count' },
    ],
  },
});

/**
 * What Lambda writes when a function has crashed, ran out of time or of memory, or did not start.
 * https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
const crashes = [
  'Task timed out',
  'Runtime exited with error',
  'Runtime.ExitError',
  'Runtime.OutOfMemory',
  'Runtime.ImportModuleError',
  'Runtime.Unknown',
];

/**
 * Faults that no HTTP status tells of. Lambda's own count of errors has what a direct caller got wrong, too. The function
 * decides (layers/entry/request.ts): a comparison with a field that a line lacks would depend on how CloudWatch takes it.
 */
const faults = '{ $.fault IS TRUE }';

/** The metric filters of a function's log, by logical id. */
export const metricFilters = ({ logicalName, routes }: DeployedFunction) => ({
  [`${logicalName}Faults`]: metricFilter(logicalName, 'Faults', faults),
  [`${logicalName}Crashes`]: metricFilter(
    logicalName,
    'Faults',
    crashes.map((text) => `?"${text}"`).join(' '),
  ),
  // A request that waited for a paused database until its time was up.
  ...(routes.length > 0 && {
    [`${logicalName}ResumeFailures`]: metricFilter(
      logicalName,
      'ResumeFailures',
      '{ $.errorCode = "DatabaseResuming" }',
    ),
  }),
});

const dashboardLines = [
  { metricName: 'Errors' },
  { metricName: 'Throttles' },
  { metricName: 'Duration', options: { stat: 'p99', yAxis: 'right' } },
];

/** Members of a widget's `metrics`, as text of the dashboard's JSON. */
export const dashboardMetrics = (deployed: readonly DeployedFunction[]): string =>
  dashboardLines
    .flatMap(({ metricName, options }) =>
      deployed.map(({ logicalName }) => {
        const metric = ['AWS/Lambda', metricName, 'FunctionName', `\${${logicalName}LambdaFunction}`];
        return JSON.stringify(options ? [...metric, options] : metric);
      }),
    )
    .join(',\n');

/** Alarms by logical id; none without a number of requests. */
export const trafficAlarm = (minRequestsPerDay: number | string) =>
  minRequestsPerDay === ''
    ? {}
    : {
        NoTrafficAlarm: alarm(
          `Fewer than ${minRequestsPerDay} requests reached the API, for 1440 minutes. Severity: page. First step: ask the API yourself, and its callers where they send their requests.`,
          {
            Namespace: 'AWS/ApiGateway',
            MetricName: 'Count',
            Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
            Statistic: 'Sum',
            Period: 86_400,
            Threshold: Number(minRequestsPerDay),
            ComparisonOperator: 'LessThanThreshold',
            // Without a request there is no datapoint.
            TreatMissingData: 'breaching',
          },
        ),
      };
