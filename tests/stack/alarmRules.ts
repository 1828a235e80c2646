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

/** The log groups whose lines count towards a metric. */
const filteredLogs = (template: Template, metricName: string): string[] =>
  ofType(template, 'AWS::Logs::MetricFilter')
    .map(([, { Properties }]) => Properties)
    .filter(({ MetricTransformations: [{ MetricName }] }) => MetricName === metricName)
    .map(({ LogGroupName }) => LogGroupName.Ref);

const periodS = ({ Period, Metrics = [] }: Properties): number =>
  Period ?? Metrics.find(({ MetricStat }: Properties) => MetricStat).MetricStat.Period;

const isExplained = (properties: Properties): boolean => {
  const { AlarmDescription, Threshold, EvaluationPeriods } = properties;
  const minutes = (periodS(properties) * EvaluationPeriods) / 60;
  const time = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return (
    new RegExp(`\\b${Threshold}\\b`).test(AlarmDescription) &&
    AlarmDescription.includes(time) &&
    / Severity: (page|ticket)\. First step: .+\.$/.test(AlarmDescription)
  );
};

/** What a stage with `monitoring` small goes without: tickets, alarms with a price per function, and the dashboard. */
const isForFull = (properties: Properties): boolean =>
  metricsOf(properties).length > 1 || / Severity: ticket\. /.test(properties.AlarmDescription);

export const alarmRules: Rule[] = [
  {
    name: 'a stage with small monitoring has the alarms with one metric that page, and no dashboard',
    check: (template) => [
      ...offenders(
        template,
        'AWS::CloudWatch::Alarm',
        (properties, { Condition }) => isForFull(properties) !== (Condition === 'HasFullMonitoring'),
      ),
      ...offenders(template, 'AWS::CloudWatch::Dashboard', (_, { Condition }) => Condition === undefined),
    ],
    broken: (template) => delete resource(template, 'LatencyAlarm').Condition,
  },
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
    name: 'an alarm counts the faults of every function',
    check: (template) =>
      functionsOf(template).filter(
        (name) =>
          filteredLogs(template, 'Faults').filter((group) => group === `${name}LogGroup`).length !== 2,
      ),
    broken: (template) => delete template.Resources.MigrateCrashes,
  },
  {
    name: "no alarm goes by Lambda's errors, in which a direct caller's mistakes are counted",
    check: (template) =>
      offenders(template, 'AWS::CloudWatch::Alarm', (properties) =>
        [properties, ...metricsOf(properties)].some(
          ({ Namespace, MetricName }) => Namespace === 'AWS/Lambda' && MetricName === 'Errors',
        ),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'ServerErrorsAlarm').Properties, {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
      }),
  },
  {
    name: "an alarm's text says what its threshold says, how urgent it is, and the first step",
    check: (template) =>
      offenders(template, 'AWS::CloudWatch::Alarm', (properties) => !isExplained(properties)),
    broken: (template) => Object.assign(resource(template, 'LatencyAlarm').Properties, { Threshold: 2_000 }),
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
      const { Metrics } = resource(template, 'FunctionThrottlesAlarm').Properties;
      Metrics.push(...Array(maxMetricsPerAlarm).fill(Metrics.at(-1)));
    },
  },
];
