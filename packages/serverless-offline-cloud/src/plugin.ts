// The plugin of the Serverless Framework (osls): serves a service beside serverless-offline.
import { findUnsupported, readVersions } from './checkVersions.ts';
import { readPluginOptions } from './pluginOptions.ts';
import { findDataApi } from './rds/findDataApi.ts';
import type { Service } from './service.ts';
import { createResolver, keepPresent } from './stack/resolver.ts';
import type { Resources, Template } from './stack/template.ts';

export type ServerlessFramework = {
  version: string;
  config: { servicePath: string };
  service: Service & { custom?: object };
  classes: { Error: new (message: string) => Error };
};

/** Those whose condition holds, with what parameters say. */
const resolveResources = (template: Template): Resources => {
  const resolve = createResolver(template, new Map());
  return resolve(keepPresent(template.Resources ?? {}, resolve)) as Resources;
};

const log = (line: string): void => void process.stderr.write(`${line}\n`);

export default class ServerlessOfflineCloud {
  readonly #serverless: ServerlessFramework;
  readonly #commandLine: object;

  // `sls offline` and `sls offline start`; serverless-offline's own hooks come after.
  readonly hooks = {
    'before:offline:start': () => this.#start(),
    'before:offline:start:init': () => this.#start(),
  };

  constructor(serverless: ServerlessFramework, commandLine: object) {
    this.#serverless = serverless;
    this.#commandLine = commandLine;
  }

  /** The framework shows its own errors without a stack. */
  async #start(): Promise<void> {
    const { version, classes } = this.#serverless;
    const unsupported = findUnsupported(readVersions(version));
    if (unsupported) throw new classes.Error(unsupported);
    await this.#serve().catch((error: Error) => {
      throw new classes.Error(error.message);
    });
  }

  async #serve(): Promise<void> {
    const { config, service } = this.#serverless;
    const { servicePath } = config;
    const options = readPluginOptions(service.custom ?? {}, this.#commandLine, servicePath);
    const { functions } = service;
    // serverless-offline starts servers for the functions that it finds here.
    service.functions = {};
    const resources = resolveResources(service.resources ?? {});
    const dataApi = await findDataApi(resources, {
      servicePath,
      endpoint: process.env.AWS_ENDPOINT_URL_RDS_DATA,
      schema: options.schema,
      log,
    });
    const { startOfflineCloud } = await import('./startOfflineCloud.ts');
    const { eventsUrl, notes } = await startOfflineCloud(
      { ...service, functions },
      {
        ...options,
        servicePath,
        region: service.provider.region,
        references: new Map(),
        endpoints: {
          events: process.env.AWS_ENDPOINT_URL_SQS,
          secrets: process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER,
          dataApi: dataApi.url,
        },
        log,
      },
    );
    for (const note of [...notes, ...dataApi.notes]) log(note);
    const url = `http://${options.host}:${options.httpPort}`;
    log(`Lambda    http://${options.host}:${options.lambdaPort}`);
    log(`Events    ${eventsUrl}  export AWS_ENDPOINT_URL=${eventsUrl}`);
    if (dataApi.url) log(`Data API  ${dataApi.url}`);
    log(`Console   ${url}/_console`);
    log(`Server ready: ${url}`);
  }
}
