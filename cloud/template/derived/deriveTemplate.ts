// Everything that serverless.yml and cloud/template/*.yml take from the functions' declarations.
import { type AccountDeclaration, readAccounts } from '#tools/accounts.ts';
import { type FunctionDeclaration, kebabName } from '#tools/functions.ts';
import { accountResources } from './accounts.ts';
import { bucketResource } from './bucket.ts';
import { type DeployedFunction, resolveEvents } from './deployedFunction.ts';
import {
  frameworkFunction,
  imageBuild,
  imageSource,
  role,
  rollout,
  routeId,
  routeSettings,
} from './frameworkFunction.ts';
import { dashboardMetrics, metricFilters, throttleAlarms } from './metrics.ts';
import { queueResources, recursionExtension } from './queue.ts';
import { scheduleResources } from './schedule.ts';

/**
 * Defaults of `max_connections` on Aurora MySQL by the largest capacity in ACU. They depend on nothing else: the cap of 2,000
 * with a smallest capacity of 0 or 0.5 is PostgreSQL's.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
const limits = [
  [128, 5_000],
  [64, 4_000],
  [32, 3_000],
  [16, 2_000],
  [8, 1_000],
  [4, 135],
  [1, 90],
] as const;

const alarmShare = 0.8;

/** The number of connections from which on a database is short of them. A capacity between two steps counts as the lower. */
export const manyConnections = (maxAcu: number): number =>
  alarmShare * (limits.find(([acu]) => acu <= maxAcu)?.[1] ?? 90);

/** Resources of one function beside those that the Serverless Framework (osls) makes of `functions:`. */
const ownResources = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => ({
  [`${deployed.logicalName}Role`]: role(deployed, accounts),
  ...(deployed.routes.length > 0 && {
    [`${deployed.logicalName}Rollout`]: rollout,
  }),
  ...metricFilters(deployed),
  ...queueResources(deployed),
  ...scheduleResources(deployed),
  ...deployed.resources,
});

/** `authorization` is the parameter. */
export const deriveTemplate = (
  declared: readonly FunctionDeclaration[],
  authorization: string,
  accounts = readAccounts(),
) => {
  const functions = declared.map((declaration) => resolveEvents(declaration, authorization));
  const byName = <Value>(derive: (deployed: DeployedFunction) => Value) =>
    Object.fromEntries(functions.map((deployed) => [deployed.name, derive(deployed)]));
  // A direct caller sees a throttle as an error; nobody sees a throttled event, so only those raise the alarm.
  const withEvents = functions.filter(
    ({ events, queue, schedule }) => events.length > 0 || queue || schedule,
  );
  return {
    functions: byName((deployed) => frameworkFunction(deployed, accounts)),
    builds: byName(imageBuild),
    images: Object.fromEntries(
      functions.map((deployed) => [kebabName(deployed.name), imageSource(deployed)]),
    ),
    resources: {
      Resources: Object.assign(
        {},
        accountResources(accounts),
        throttleAlarms(withEvents),
        ...functions.map((deployed) => ownResources(deployed, accounts)),
      ),
      // Properties of the framework's own resources that it has no key for.
      extensions: Object.assign({}, ...functions.map(recursionExtension)),
    },
    bucket: bucketResource(functions),
    dashboardMetrics: dashboardMetrics(withEvents),
    routeIds: functions.flatMap(({ routes }) => routes.map(routeId)),
    routeSettings: Object.fromEntries(functions.flatMap(routeSettings)),
  };
};
