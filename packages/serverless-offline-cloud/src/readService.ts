// What runs of a service locally, and what does not.
import { type Cors, type CorsConfiguration, readCors } from './apigateway/cors.ts';
import { type HttpApiEvent, type Route, toRouteKey } from './apigateway/routes.ts';
import { findHandler } from './lambda/findHandler.ts';
import type { FunctionSource } from './lambda/functionSource.ts';
import { readSecrets } from './secretsmanager/readSecrets.ts';
import type { Service } from './service.ts';
import type { EventStack } from './stack/eventStack.ts';
import { readEventStack } from './stack/readEventStack.ts';
import { createResolver, keepPresent, type References, type Resolve } from './stack/resolver.ts';
import type { ServiceFunction } from './stack/serviceFunction.ts';
import { stackReferences } from './stack/stackReferences.ts';
import { unservedEvents, unservedResources } from './stack/unserved.ts';

export type ReadOptions = {
  /** The folder of serverless.yml. */
  servicePath: string;
  eventsUrl: string;
  region: string;
  /** Handlers of functions whose images do not name them, by function key. */
  handlers: Readonly<Record<string, string>>;
  /** Whether schedules are due by time; otherwise their functions are invoked by hand. */
  schedules: boolean;
  /** Values that `!Ref` and `!GetAtt` have besides those of the stack's own resources. */
  references: References;
};

export type LocalService = {
  stack: EventStack;
  sources: Record<string, FunctionSource>;
  routes: Route[];
  cors: Cors | undefined;
  /** Texts by ARN. */
  secrets: Record<string, string>;
  /** Sentences about what is declared and not served. */
  notes: string[];
};

/** Lambda's defaults, and the framework's. */
const defaultTimeoutS = 6;
const defaultMemoryMb = 1024;

const readRoutes = (functions: Service['functions'], served: (key: string) => boolean): Route[] =>
  Object.entries(functions).flatMap(([functionKey, { events = [] }]) =>
    served(functionKey)
      ? events.flatMap(({ httpApi }) =>
          httpApi ? [{ key: toRouteKey(httpApi as HttpApiEvent), functionKey }] : [],
        )
      : [],
  );

/** Text, and what refers to text. */
const readEnvironment = (variables: object, resolve: Resolve, tell: (name: string) => void) => {
  const resolved = Object.entries(variables).map(([name, value]) => [name, resolve(value)] as const);
  for (const [name, value] of resolved) if (value === undefined) tell(name);
  const known = resolved.filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
};

/** Throws an error that names the resource which the local cloud cannot create. */
export const readService = (service: Service, options: ReadOptions): LocalService => {
  const { provider, resources = {} } = service;
  const { servicePath, eventsUrl, region, handlers, schedules } = options;
  const notes: string[] = [];
  const place = { stackName: `${service.service}-${provider.stage}`, region, eventsUrl };
  const named = Object.entries(service.functions).map(([key, { name }]) => ({ key, name }));
  const references = stackReferences(resources, named, place, options.references);
  const resolve = createResolver(resources, references);
  const present = keepPresent(resources.Resources ?? {}, resolve);
  const found = Object.entries(keepPresent(service.functions, resolve)).flatMap(([key, declared]) => {
    const handler = findHandler(declared, servicePath, handlers[key]);
    if ('handler' in handler) return [{ key, declared, ...handler }];
    notes.push(`${key} is not served: ${handler.reason}.`);
    return [];
  });
  const functions = Object.fromEntries(found.map(({ key, declared }) => [key, declared]));

  const toSource = (key: string, declared: ServiceFunction, handler: string): FunctionSource => {
    const variables = { ...provider.environment, ...declared.environment };
    const reserved = Number(resolve(declared.reservedConcurrency) ?? Number.NaN);
    return {
      name: declared.name,
      taskRoot: servicePath,
      handler,
      region: provider.region,
      timeoutS: declared.timeout ?? provider.timeout ?? defaultTimeoutS,
      memoryMb: declared.memorySize ?? provider.memorySize ?? defaultMemoryMb,
      environment: readEnvironment(variables, resolve, (name) =>
        notes.push(`${key} has no ${name}: it refers to something that has no local value.`),
      ),
      reservedConcurrency: Number.isNaN(reserved) ? undefined : reserved,
    };
  };

  const sources = found.map(({ key, declared, handler }) => [key, toSource(key, declared, handler)] as const);
  const cors = resolve(resources.extensions?.HttpApi?.Properties?.CorsConfiguration);
  notes.push(
    ...unservedEvents(functions, provider, schedules),
    ...unservedResources(present, resolve, schedules),
  );
  return {
    stack: readEventStack({ resources: present, functions, references, resolve, firesSchedules: schedules }),
    sources: Object.fromEntries(sources),
    routes: readRoutes(functions, (key) => key in functions),
    cors: readCors(cors as CorsConfiguration | undefined, provider.httpApi?.cors),
    secrets: readSecrets(present, resolve, references),
    notes,
  };
};
