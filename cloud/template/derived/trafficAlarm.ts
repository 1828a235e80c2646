// The alarm of a stage that expects requests every day.
import { alarm } from './alarm.ts';

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
