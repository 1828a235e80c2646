// What alarms and the dashboard read of the functions.
import type { DeployedFunction } from './deployedFunction.ts';

/** The `Metrics` of an alarm on the sum of one of Lambda's metrics over functions. */
export const summedMetric = (deployed: readonly DeployedFunction[], metricName: string, periodS: number) => [
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

/** Counts requests that waited for a paused database until their time was up, as their log lines tell. */
export const resumeFailures = ({ logicalName }: DeployedFunction) => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: { Ref: `${logicalName}LogGroup` },
    FilterPattern: '{ $.errorCode = "DatabaseResuming" }',
    MetricTransformations: [
      {
        MetricNamespace: 'users-${sls:stage}',
        MetricName: 'ResumeFailures',
        MetricValue: '1',
        Unit: 'Count',
      },
    ],
  },
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
