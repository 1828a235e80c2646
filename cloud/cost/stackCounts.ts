// What of a stack is paid by the piece, counted in the functions' declarations and the alarms.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parametersSchema } from '#cloud/parameters/parameters.ts';
import { deriveTemplate } from '#cloud/template/derived/deriveTemplate.ts';
import { trafficAlarm } from '#cloud/template/derived/metrics.ts';
import { resolveSchedule } from '#cloud/template/derived/schedule.ts';
import { readAccounts } from '#tools/accounts.ts';
import { type FunctionDeclaration, hasRoute, readFunctions } from '#tools/functions.ts';
import { parseCloudFormation } from '#tools/parseCloudFormation.ts';
import { root } from '#tools/paths.ts';

type Properties = {
  Metrics?: readonly { MetricStat?: unknown }[];
  MetricTransformations?: readonly { MetricName: string }[];
};
type Resources = Record<string, { Type: string; Condition?: string; Properties?: Properties }>;

export type StackCounts = {
  /** Metrics that alarms retrieve: with `monitoring` `small` and `full`, and those that a parameter adds. */
  alarmMetrics: { small: number; full: number; exportsDaily: number; watchesTraffic: number };
  /** Metrics that are made of logs. */
  logMetrics: number;
  /** Queues that invoke functions. */
  polledQueues: number;
  /** Functions with a route, one version of each kept. */
  snapshots: number;
  /** The accounts', the master's and the directory's. */
  secrets: number;
};

const countMetrics = (resources: Resources, isCounted = (_condition?: string) => true): number =>
  Object.values(resources)
    .filter(({ Type, Condition }) => Type === 'AWS::CloudWatch::Alarm' && isCounted(Condition))
    .reduce(
      (sum, { Properties }) =>
        sum + (Properties?.Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1),
      0,
    );

/** With the schedules of the parameters' defaults, but for the exports' one. */
const withSchedules = (
  declared: readonly FunctionDeclaration[],
  exportSchedule: string,
): FunctionDeclaration[] => {
  const parameters: Readonly<Record<string, unknown>> = { ...parametersSchema.parse({}), exportSchedule };
  return declared.map((lambda) =>
    resolveSchedule(lambda, (variable) => parameters[variable.replace('param:', '')]),
  );
};

const derive = (declared: readonly FunctionDeclaration[]): Resources => ({
  ...(
    parseCloudFormation(readFileSync(join(root, 'cloud/template/alarms.yml'), 'utf8')) as {
      stack: { Resources: Resources };
    }
  ).stack.Resources,
  ...(deriveTemplate(declared, 'iam').resources.Resources as Resources),
});

const countLogMetrics = (resources: Resources): number =>
  new Set(
    Object.values(resources).flatMap(({ Properties }) =>
      (Properties?.MetricTransformations ?? []).map(({ MetricName }) => MetricName),
    ),
  ).size;

/** Throws UserError for a declaration that breaks a rule. */
export const countStack = (declared = readFunctions()): StackCounts => {
  const usual = derive(withSchedules(declared, 'off'));
  const full = countMetrics(usual);
  return {
    alarmMetrics: {
      small: countMetrics(usual, (condition) => condition === undefined),
      full,
      exportsDaily: countMetrics(derive(withSchedules(declared, 'rate(1 day)'))) - full,
      watchesTraffic: countMetrics(trafficAlarm(1) as Resources),
    },
    logMetrics: countLogMetrics(usual),
    polledQueues: declared.filter(({ queue }) => queue).length,
    snapshots: declared.filter(hasRoute).length,
    secrets: readAccounts().length + 2,
  };
};

let counted: StackCounts | undefined;

/** The counts of this checkout, read once: each price asks for them. Throws UserError, as `countStack`. */
export const ownCounts = (): StackCounts => {
  counted ??= countStack();
  return counted;
};
