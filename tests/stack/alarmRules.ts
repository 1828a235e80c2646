// Rules about alarms: that they ring, and that no function is left out.
import {
  functionId,
  functionsOf,
  offenders,
  ofType,
  type Properties,
  type Rule,
  reachedFunctions,
  resource,
  type Template,
} from './template.ts';

/**
 * Metrics that one alarm may retrieve:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */
const maxMetricsPerAlarm = 10;

const metricsOf = ({ Metrics = [] }: Properties): Properties[] =>
  Metrics.filter(({ MetricStat }: Properties) => MetricStat).map(
    ({ MetricStat }: Properties) => MetricStat.Metric,
  );

/** Functions of which no alarm counts the metric. */
const uncounted = (template: Template, metricName: string, names: string[]): string[] => {
  const counted = ofType(template, 'AWS::CloudWatch::Alarm')
    .flatMap(([, { Properties }]) => metricsOf(Properties))
    .filter(({ MetricName }) => MetricName === metricName)
    .map(({ Dimensions }) => Dimensions[0].Value.Ref);
  return names.filter((name) => !counted.includes(functionId(name)));
};

export const alarmRules: Rule[] = [
  {
    name: 'every alarm has an action',
    check: (template) =>
      offenders(
        template,
        'AWS::CloudWatch::Alarm',
        ({ AlarmActions = [], ActionsEnabled }) => AlarmActions.length === 0 || ActionsEnabled === false,
      ),
    broken: (template) => delete resource(template, 'LatencyAlarm').Properties.AlarmActions,
  },
  {
    name: 'an alarm counts the errors of every function',
    check: (template) => uncounted(template, 'Errors', functionsOf(template)),
    broken: (template) => resource(template, 'FunctionErrorsAlarm').Properties.Metrics.pop(),
  },
  {
    name: 'an alarm counts the throttles of every function that is not invoked directly',
    check: (template) => uncounted(template, 'Throttles', reachedFunctions(template)),
    broken: (template) => resource(template, 'FunctionThrottlesAlarm').Properties.Metrics.pop(),
  },
  {
    name: `no alarm retrieves more than ${maxMetricsPerAlarm} metrics`,
    check: (template) =>
      offenders(
        template,
        'AWS::CloudWatch::Alarm',
        (properties) => metricsOf(properties).length > maxMetricsPerAlarm,
      ),
    broken: (template) => {
      const { Metrics } = resource(template, 'FunctionErrorsAlarm').Properties;
      Metrics.push(...Array(maxMetricsPerAlarm).fill(Metrics.at(-1)));
    },
  },
];
