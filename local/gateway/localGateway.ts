// Plugin of the framework: serves `sls offline`, with what only this service adds.
import { join } from 'node:path';
import { localRegion } from '#offline-cloud/account.ts';
import type { ServerlessFramework } from '#offline-cloud/plugin.ts';
import { readPluginOptions } from '#offline-cloud/pluginOptions.ts';
import { root } from '#tools/paths.ts';
import { createInvokeImage } from '../images/invokeImage.ts';
import { watchDeclarations } from '../serverless/watchDeclarations.ts';
import { answerDocs } from './api/docsPage.ts';

const readAllowedHosts = (): string[] =>
  (process.env.ALLOWED_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const log = (line: string): void => void process.stderr.write(`${line}\n`);

export default class LocalGateway {
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

  async #start(): Promise<void> {
    const { service, config, classes } = this.#serverless;
    const { functions } = service;
    const { servicePath } = config;
    // serverless-offline starts servers for the functions that it finds here.
    service.functions = {};
    const options = readPluginOptions(service.custom ?? {}, this.#commandLine, servicePath);
    const { startOfflineCloud } = await import('#offline-cloud/startOfflineCloud.ts');
    await startOfflineCloud(
      { ...service, functions },
      {
        ...options,
        servicePath,
        region: localRegion,
        references: new Map(),
        allowedHosts: readAllowedHosts(),
        imports: [new URL('../serverless/explainHere.ts', import.meta.url).href],
        endpoints: {
          events: process.env.AWS_ENDPOINT_URL_SQS,
          secrets: process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER,
          dataApi: process.env.AWS_ENDPOINT_URL_RDS_DATA,
        },
        answerPage: answerDocs,
        invokeQueued: process.env.QUEUES_INVOKE === 'images' ? createInvokeImage() : undefined,
        onChange: watchDeclarations(join(root, 'functions'), log),
        log,
      },
    ).catch((error: Error) => {
      // The framework shows its own errors without a stack.
      throw new classes.Error(error.message);
    });
    log(`Server ready: http://${options.host}:${options.httpPort}`);
  }
}
