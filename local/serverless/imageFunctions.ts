// Plugin of the framework: runs the functions, which are images, from source.
// `sls offline` and `sls invoke local` know no images. `package`, `deploy` and `print` see the file as it stands.
import { once } from 'node:events';
import { freePort } from 'data-api-emulator';
import { localRegion } from '#offline-cloud/account.ts';
import { Parts } from '#offline-cloud/server/part.ts';
import { readEventStack } from '#offline-cloud/stack/readEventStack.ts';
import { createResolver, type References } from '#offline-cloud/stack/resolver.ts';
import type { ServiceFunctions } from '#offline-cloud/stack/serviceFunction.ts';
import { stackReferences } from '#offline-cloud/stack/stackReferences.ts';
import type { Template } from '#offline-cloud/stack/template.ts';
import { UserError } from '#tools/userError.ts';
import { findSecrets, startCloud } from '../cloud.ts';
import { functionEnvironment, type LocalUrls, secretArns } from '../environment.ts';
import { startEvents } from '../events/startEvents.ts';
import { explainErrors } from '../explainErrors.ts';
import { prepareDatabase } from '../prepare.ts';
import { findRunning } from '../running.ts';
import { enableMappings } from './enableMappings.ts';
import { type ImageFunction, runFromSource } from './runFromSource.ts';

type Serverless = {
  processedInput: { commands: string[]; options: { function?: string } };
  service: {
    service: string;
    provider: {
      stage: string;
      runtime?: string;
      environment: Record<string, string>;
      httpApi?: { authorizers?: object };
    };
    functions: Record<string, ImageFunction & { name: string }>;
    resources: Template & { Resources: object };
  };
  classes: { Error: new (message: string) => Error };
};

/** `npm start`, our parent, says where its parts are as soon as it has started them. */
const receiveEnvironment = async (): Promise<void> => {
  const [environment] = await once(process, 'message');
  Object.assign(process.env, environment);
  process.disconnect();
};

export default class ImageFunctions {
  readonly #serverless: Serverless;
  readonly #command: string;
  readonly #parts = new Parts();

  // `initialize` runs once serverless.yml has been validated and before any command's own hook.
  readonly hooks = {
    initialize: () => this.#initialize().catch((error: Error) => this.#fail(error)),
    finalize: () => this.#finalize(),
  };

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
    this.#command = serverless.processedInput.commands.join(' ');
  }

  get #isOffline(): boolean {
    return /^offline( start)?$/.test(this.#command);
  }

  get #isInvokeLocal(): boolean {
    return this.#command === 'invoke local';
  }

  /** The framework shows its own errors without a stack, and does not finalize after one. */
  async #fail(error: Error): Promise<never> {
    await this.#parts.stop();
    throw error instanceof UserError ? new this.#serverless.classes.Error(error.message) : error;
  }

  async #initialize(): Promise<void> {
    if (!this.#isOffline && !this.#isInvokeLocal) return;
    if (this.#isInvokeLocal) explainErrors();
    const { service } = this.#serverless;
    service.provider.runtime = 'nodejs24.x';
    // Served open: the local API listens on loopback, and serverless-offline checks no signature.
    delete service.provider.httpApi?.authorizers;
    const found = await this.#findCloud();
    const eventsUrl = found.eventsUrl ?? (await this.#startEvents());
    Object.assign(service.provider.environment, functionEnvironment({ ...found, eventsUrl }));
    const references = this.#references(eventsUrl);
    for (const lambda of Object.values(service.functions)) runFromSource(lambda, references);
    enableMappings(service.resources.Resources);
  }

  /** The Data API that is set, or that `npm start` runs, or else one that lives as long as this command. */
  async #findCloud(): Promise<LocalUrls> {
    if (process.connected) await receiveEnvironment();
    const {
      AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl,
      AWS_ENDPOINT_URL_SQS: eventsUrl,
      DATABASE_URL: databaseUrl,
    } = process.env;
    if (dataApiUrl) {
      const secretsUrl = await findSecrets(this.#parts, databaseUrl);
      return { dataApiUrl, secretsUrl, eventsUrl, databaseUrl };
    }
    const running = await findRunning();
    if (running) return running;
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const cloud = await this.#parts.add(await startCloud({ log }));
    if (this.#serverless.processedInput.options.function !== 'migrate') await prepareDatabase(cloud);
    return cloud;
  }

  /** The stack's bucket and queues, which live as long as this command. */
  async #startEvents(): Promise<string> {
    const url = await startEvents(this.#parts, await freePort());
    const [{ createEventClients }, { createEventStack }] = await Promise.all([
      import('#offline-cloud/server/awsClients.ts'),
      import('#offline-cloud/stack/createEventStack.ts'),
    ]);
    const { resources, functions } = this.#serverless.service;
    const references = this.#references(url);
    const resolve = createResolver(resources, references);
    const source = { resources: resources.Resources, functions: functions as ServiceFunctions };
    const stack = readEventStack({ ...source, references, resolve });
    await createEventStack(stack, createEventClients({ url }));
    return url;
  }

  #references(eventsUrl: string): References {
    const { service, provider, resources, functions } = this.#serverless.service;
    const named = Object.entries(functions).map(([key, { name }]) => ({ key, name }));
    const place = { stackName: `${service}-${provider.stage}`, region: localRegion, eventsUrl };
    return stackReferences(resources, named, place, secretArns());
  }

  async #finalize(): Promise<void> {
    await this.#parts.stop();
    // A handler's keep-alive sockets would hold the process open. `finalize` comes after the result was printed.
    if (this.#isInvokeLocal) setImmediate(() => process.exit());
  }
}
