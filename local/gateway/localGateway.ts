// Plugin of the framework: serves `sls offline` through ports that web pages cannot use.
//
// serverless-offline is the command, with its options. Its servers do not start: they answer any page and any host name,
// and differ from API Gateway and Lambda in ways that hide bugs.
import { join } from 'node:path';
import { type CorsConfiguration, readCors } from '#offline-cloud/apigateway/cors.ts';
import { type HttpApiEvent, type Route, toRouteKey } from '#offline-cloud/apigateway/routes.ts';
import { LocalConsole } from '#offline-cloud/console/localConsole.ts';
import type { Tracer } from '#offline-cloud/console/record/tracer.ts';
import type { FunctionSource } from '#offline-cloud/lambda/functionSource.ts';
import { Functions } from '#offline-cloud/lambda/functions.ts';
import type { InvokeOptions } from '#offline-cloud/lambda/invokeOptions.ts';
import { watchSources } from '#offline-cloud/lambda/watchSources.ts';
import { startGateway } from '#offline-cloud/server/startGateway.ts';
import { type EventStack, readEventStack } from '#offline-cloud/stack/readEventStack.ts';
import type { Resources } from '#offline-cloud/stack/stackShapes.ts';
import { root } from '#tools/paths.ts';
import { createInvokeImage } from '../images/invokeImage.ts';
import { watchDeclarations } from '../serverless/watchDeclarations.ts';
import { answerDocs } from './api/docsPage.ts';

type Invoke = (functionKey: string, event: unknown, options?: InvokeOptions) => Promise<string>;

type Definition = {
  name: string;
  /** Path from the folder of serverless.yml, then the name of the export: `functions/getUsers/handler.ts.handler`. */
  handler: string;
  environment?: Record<string, string>;
  timeout?: number;
  memorySize?: number;
  reservedConcurrency?: unknown;
  events: { httpApi?: HttpApiEvent }[];
};
type Definitions = Record<string, Definition>;

type Provider = {
  region: string;
  environment: Record<string, string>;
  timeout?: number;
  memorySize?: number;
};

type Serverless = {
  config: { servicePath: string };
  service: {
    provider: Provider;
    functions: Definitions;
    custom?: { 'serverless-offline'?: object };
    resources: {
      Resources: Resources;
      extensions: { HttpApi: { Properties: { CorsConfiguration: CorsConfiguration } } };
    };
  };
  classes: { Error: new (message: string) => Error };
};

/** Options of serverless-offline that mean something here, with its defaults. */
const defaults = { host: 'localhost', httpPort: '3000', lambdaPort: '3002', useInProcess: false };

/** Source folders whose change makes running functions stale. */
const watched = ['functions', 'layers'].map((folder) => join(root, folder));

const readAllowedHosts = (): string[] =>
  (process.env.ALLOWED_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const readRoutes = (functions: Definitions): Route[] =>
  Object.entries(functions).flatMap(([functionKey, { events }]) =>
    events.flatMap(({ httpApi }) => (httpApi ? [{ key: toRouteKey(httpApi), functionKey }] : [])),
  );

/** Lambda's defaults, and the framework's. */
const defaultTimeoutS = 3;
const defaultMemoryMb = 1024;

/** Lambda scales further; a developer's machine does not. */
const maxEnvironments = 4;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

const toSource = (definition: Definition, provider: Provider, servicePath: string): FunctionSource => ({
  name: definition.name,
  taskRoot: servicePath,
  handler: definition.handler,
  region: provider.region,
  timeoutS: definition.timeout ?? provider.timeout ?? defaultTimeoutS,
  memoryMb: definition.memorySize ?? provider.memorySize ?? defaultMemoryMb,
  environment: { ...provider.environment, ...definition.environment },
  // A stage's parameter leaves a condition of CloudFormation here.
  reservedConcurrency:
    typeof definition.reservedConcurrency === 'number' ? definition.reservedConcurrency : undefined,
});

/** A caller is told little of a failure; the developer sees its stack. */
const printFailures =
  (invoke: Invoke): Invoke =>
  (functionKey, event, options) =>
    invoke(functionKey, event, options).catch((error: Error) => {
      process.stderr.write(`${functionKey}: ${error.stack}\n`);
      throw error;
    });

export default class LocalGateway {
  readonly #serverless: Serverless;
  readonly #options: typeof defaults;

  // `sls offline` and `sls offline start`; serverless-offline's own hooks come after.
  readonly hooks = {
    'before:offline:start': () => this.#start(),
    'before:offline:start:init': () => this.#start(),
  };

  constructor(serverless: Serverless, options: object) {
    this.#serverless = serverless;
    this.#options = { ...defaults, ...serverless.service.custom?.['serverless-offline'], ...options };
  }

  async #start(): Promise<void> {
    const { service, classes } = this.#serverless;
    const { functions } = service;
    // serverless-offline starts servers for the functions that it finds here.
    service.functions = {};
    const { host, httpPort, lambdaPort } = this.#options;
    const created = this.#createFunctions(functions);
    const localConsole = new LocalConsole({
      invoke: printFailures((key, event, options) => created.invoke(key, event, options)),
      exportTo: process.env.OTEL_EXPORTER_OTLP_ENDPOINT,
    });
    const { invoke, tracer } = localConsole;
    const stack = readEventStack(service.resources.Resources, Object.keys(functions));
    const keys = new Map(Object.entries(functions).map(([key, { name }]) => [name, key]));
    await startGateway({
      host,
      allowedHosts: readAllowedHosts(),
      httpPort: Number(httpPort),
      lambdaPort: Number(lambdaPort),
      api: {
        routes: readRoutes(functions),
        cors: readCors(service.resources.extensions.HttpApi.Properties.CorsConfiguration),
        invoke,
        answerPage: answerDocs,
      },
      answerConsole: localConsole.serve({
        stack,
        routes: readRoutes(functions),
        functions: Object.keys(functions),
        events: await this.#createEventClients(),
        dataApiUrl: process.env.AWS_ENDPOINT_URL_RDS_DATA,
      }),
      tracer,
      lambda: {
        has: (name) => keys.has(name),
        invoke: (name, event, options) => invoke(keys.get(name) as string, event, options),
      },
    }).catch((error: Error) => {
      // The framework shows its own errors without a stack.
      throw new classes.Error(error.message);
    });
    await this.#startMappings(
      stack,
      tracer,
      process.env.QUEUES_INVOKE === 'images' ? printFailures(createInvokeImage()) : invoke,
    );
    process.stderr.write(`Server ready: http://${host}:${httpPort}\n`);
  }

  /** Where there is an event cloud, the stack's queues invoke their functions: from source, or their images. */
  async #startMappings(stack: EventStack, tracer: Tracer, invoke: Invoke): Promise<void> {
    const { AWS_ENDPOINT_URL_SQS: url } = process.env;
    if (!url) return;
    const { startMappings } = await import('#offline-cloud/lambda/eventSource/startMappings.ts');
    await startMappings(stack, { url, invoke, tracer, log });
  }

  /** The SDK's clients take a fifth of a second to load. */
  async #createEventClients() {
    const { AWS_ENDPOINT_URL_SQS: url } = process.env;
    if (!url) return undefined;
    const { createEventClients } = await import('#offline-cloud/server/awsClients.ts');
    return { url, clients: createEventClients({ url }) };
  }

  #createFunctions(functions: Definitions): Functions {
    const { service, config } = this.#serverless;
    const { useInProcess } = this.#options;
    const created = new Functions({
      sources: Object.fromEntries(
        Object.entries(functions).map(([key, one]) => [
          key,
          toSource(one, service.provider, config.servicePath),
        ]),
      ),
      imports: [new URL('../serverless/explainHere.ts', import.meta.url).href],
      maxEnvironments,
      useInProcess,
      log,
    });
    const lookAtDeclarations = watchDeclarations(join(root, 'functions'), log);
    watchSources(watched, () => {
      lookAtDeclarations();
      created.renew();
    });
    return created;
  }
}
