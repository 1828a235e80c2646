// CloudWatch for alarms: which lines a metric filter counts, and when an alarm rings.
import { runInNewContext } from 'node:vm';
import { ofType, type Properties, type Template } from './template.ts';

type Term = { path: string[]; operator: string; value: string | undefined };

const termPattern = /^\$\.([\w.]+) (?:(=) "([^"]*)"|(IS TRUE))$/;

const readTerm = (text: string): Term => {
  const match = termPattern.exec(text.trim());
  if (!match) throw new Error(`"${text}" is no term that is known here.`);
  const [, path = '', operator, value, existence] = match;
  return { path: path.split('.'), operator: operator ?? (existence as string), value };
};

const holds = ({ path, operator, value }: Term, line: unknown): boolean => {
  const found = path.reduce<unknown>((object, name) => Object(object)[name], line);
  return operator === 'IS TRUE' ? found === true : found === value;
};

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const matches = (pattern: string, line: string): boolean => {
  const terms = /^\{(.*)\}$/.exec(pattern)?.[1];
  if (terms === undefined)
    return [...pattern.matchAll(/\?"([^"]+)"/g)].some(([, text]) => line.includes(text as string));
  const object = parse(line);
  return object !== undefined && terms.split('&&').every((term) => holds(readTerm(term), object));
};

/** How often the lines of one log group count towards a metric. */
export const countLines = (
  template: Template,
  metricName: string,
  logGroup: string,
  lines: string[],
): number =>
  ofType(template, 'AWS::Logs::MetricFilter')
    .map(([, { Properties }]) => Properties)
    .filter(({ MetricTransformations: [{ MetricName }] }) => MetricName === metricName)
    .filter(({ LogGroupName }) => LogGroupName.Ref === logGroup)
    .reduce((sum, { FilterPattern }) => sum + lines.filter((line) => matches(FilterPattern, line)).length, 0);

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  LessThanThreshold: (value, threshold) => value < threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
};

/** Values by the `Id` of an alarm's metrics, or its one value. */
export type Datapoint = number | Readonly<Record<string, number>>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
const evaluate = ({ Metrics = [] }: Properties, datapoint: Datapoint): number => {
  if (typeof datapoint === 'number') return datapoint;
  const { Expression } = Metrics.find((metric: Properties) => metric.Expression);
  const IF = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  const METRICS = () => Object.values(datapoint);
  const SUM = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  return runInNewContext(Expression, { IF, METRICS, SUM, ...datapoint });
};

/** Whether an alarm rings after these datapoints, one for each period, the newest last. */
export const rings = (alarm: Properties, datapoints: Datapoint[]): boolean => {
  const breaches = comparisons[alarm.ComparisonOperator];
  if (!breaches) throw new Error(`${alarm.ComparisonOperator} is not known here.`);
  const evaluated = datapoints.slice(-alarm.EvaluationPeriods);
  return (
    evaluated.length === alarm.EvaluationPeriods &&
    evaluated.every((datapoint) => breaches(evaluate(alarm, datapoint), alarm.Threshold))
  );
};
