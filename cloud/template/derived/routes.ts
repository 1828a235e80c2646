// What the HTTP API's stage has of the routes of a function.
import { UserError } from '#tools/userError.ts';
import type { DeployedFunction } from './deployedFunction.ts';

/** `/phone-numbers` → `PhoneDashnumbers`, `/{id}` → `IdVar`, as the framework names resources by a path. */
const pathName = (part: string): string => {
  const [first = '', ...others] = part
    .toLowerCase()
    .replaceAll('-', 'Dash')
    .replaceAll(/\{(.*)\}/g, '$1Var')
    .replaceAll(/[^0-9A-Za-z]/g, '');
  return first.toUpperCase() + others.join('');
};

/** `ANY /users` → `HttpApiRouteAnyUsers`: the framework's logical id. */
export const routeId = (routeKey: string): string =>
  `HttpApiRoute${routeKey.split('/').map(pathName).join('')}`;

/** Throws UserError for a route without a throttle: every request costs money. */
export const routeSettings = ({ name, routes, throttling }: DeployedFunction): [string, object][] => {
  return routes.map((route) => {
    if (!throttling) throw new UserError(`functions/${name}/function.yml has a route and no throttling.`);
    return [route, { ThrottlingRateLimit: throttling.ratePerS, ThrottlingBurstLimit: throttling.burst }];
  });
};
