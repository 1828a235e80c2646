// Plugin of the framework: serves `sls offline` through ports that web pages cannot use.
//
// serverless-offline is the command, with its options. Its servers do not start: they answer any page and any host name,
// and differ from API Gateway and Lambda in ways that hide bugs.
import { join } from 'node:path';
import { type CorsConfiguration, readCors } from '#offline-cloud/apigateway/cors.ts';
import { type HttpApiEvent, type Route, toRouteKey } from '#offline-cloud/apigateway/routes.ts';
import { watchSources } from '#offline-cloud/lambda/watchSources.ts';
import { startGateway } from '#offline-cloud/server/startGateway.ts';
import { readEventStack } from '#offline-cloud/stack/readEventStack.ts';
import type { Resources } from '#offline-cloud/stack/stackShapes.ts';
import { root } from '#tools/paths.ts';
import { createInvokeImage } from '../images/invokeImage.ts';
import { watchDeclarations } from '../serverless/watchDeclarations.ts';
import { answerDocs } from './api/docsPage.ts';
import { FunctionPool } from './lambda/functionPool.ts';
import type { FunctionSource } from './lambda/host.ts';
import { ThreadHost } from './lambda/threadHost.ts';

type Invoke = (functionKey: string, event: unknown) => Promise<string>;

type Functions = Record<string, FunctionSource['definition'] & { events: { httpApi?: HttpApiEvent }[] }>;

type Serverless = {
  config: { servicePath: string };
  service: {
    provider: FunctionSource['provider'];
    functions: Functions;
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

const readRoutes = (functions: Functions): Route[] =>
  Object.entries(functions).flatMap(([functionKey, { events }]) =>
    events.flatMap(({ httpApi }) => (httpApi ? [{ key: toRouteKey(httpApi), functionKey }] : [])),
  );

/** A caller is told little of a failure; the developer sees its stack. */
const printFailures =
  (invoke: Invoke): Invoke =>
  (functionKey, event) =>
    invoke(functionKey, event).catch((error: Error) => {
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
    const pool = await this.#createPool(functions);
    const invoke = printFailures((key, event) => pool.invoke(key, event));
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
      lambda: {
        has: (name) => keys.has(name),
        invoke: (name, event) => invoke(keys.get(name) as string, event),
      },
    }).catch((error: Error) => {
      // The framework shows its own errors without a stack.
      throw new classes.Error(error.message);
    });
    await this.#startMappings(
      functions,
      process.env.QUEUES_INVOKE === 'images' ? printFailures(createInvokeImage()) : invoke,
    );
    process.stderr.write(`Server ready: http://${host}:${httpPort}\n`);
  }

  /** Where there is an event cloud, the stack's queues invoke their functions: from source, or their images. */
  async #startMappings(functions: Functions, invoke: Invoke): Promise<void> {
    const { AWS_ENDPOINT_URL_SQS: url } = process.env;
    if (!url) return;
    const { startMappings } = await import('#offline-cloud/lambda/eventSource/startMappings.ts');
    const stack = readEventStack(this.#serverless.service.resources.Resources, Object.keys(functions));
    await startMappings(stack, { url, invoke, log: (line) => process.stderr.write(`${line}\n`) });
  }

  async #createPool(functions: Functions): Promise<FunctionPool> {
    const { service, config } = this.#serverless;
    // What can be copied into a thread.
    const { region, environment, timeout, memorySize } = service.provider;
    const toSource = (functionKey: string): FunctionSource => ({
      definition: functions[functionKey] as FunctionSource['definition'],
      provider: { region, environment, timeout, memorySize },
      servicePath: config.servicePath,
    });
    if (this.#options.useInProcess) {
      const { createInProcessHost } = await import('./lambda/inProcessHost.ts');
      return new FunctionPool((key) => createInProcessHost(toSource(key)));
    }
    const pool = new FunctionPool((key) => new ThreadHost(toSource(key)));
    const lookAtDeclarations = watchDeclarations(join(root, 'functions'), (line) =>
      process.stderr.write(`${line}\n`),
    );
    watchSources(watched, () => {
      lookAtDeclarations();
      pool.renew();
    });
    return pool;
  }
}
