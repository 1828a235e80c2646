// A function with the events that it has in one deployment, and its names there.
import { type FunctionDeclaration, type FunctionEvent, pascalName, routeKey } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';

export type DeployedFunction = Omit<FunctionDeclaration, 'events'> & {
  events: FunctionEvent[];
  /** `ANY /users`: its routes as API Gateway names them. */
  routes: string[];
  /** `GetUsers`: what the logical ids of its resources begin with. */
  logicalName: string;
};

/** `authorization` is the parameter. Throws UserError where the function has no events by it. */
export const resolveEvents = (declared: FunctionDeclaration, authorization: string): DeployedFunction => {
  const events = Array.isArray(declared.events) ? declared.events : declared.events[authorization];
  if (!events) {
    throw new UserError(`functions/${declared.name}/function.yml has no events by "${authorization}".`);
  }
  const routes = events.map(routeKey).filter((route) => route !== undefined);
  return { ...declared, events, routes, logicalName: pascalName(declared.name) };
};
