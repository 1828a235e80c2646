// Everything that serverless.yml and cloud/template/*.yml take from the functions' declarations.
import { type AccountDeclaration, readAccounts } from '#tools/accounts.ts';
import { type FunctionDeclaration, kebabName } from '#tools/functions.ts';
import { accountResources } from './accounts.ts';
import { bucketResource } from './bucket.ts';
import { type DeployedFunction, deployFunction } from './deployedFunction.ts';
import { frameworkFunction, imageBuild, imageSource } from './frameworkFunction.ts';
import { dashboardMetrics, metricFilters, throttleAlarms } from './metrics.ts';
import { queueResources, recursionExtension } from './queue.ts';
import { role } from './role.ts';
import { rollout } from './rollout.ts';
import { routeId, routeSettings } from './routes.ts';
import { scheduleResources } from './schedule.ts';

/** Resources of one function beside those that the framework makes of `functions:`. */
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
  const functions = declared.map((declaration) => deployFunction(declaration, authorization));
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
