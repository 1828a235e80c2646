// Plugin of the framework: runs the `image:` functions of serverless.yml from source, for `sls offline` and
// `sls invoke local`, which know none. `package`, `deploy` and `print` see the file as it stands.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { type Cloud, startCloud } from '../cloud.ts';
import { functionEnvironment } from '../environment.ts';
import { prepareDatabase } from '../prepare.ts';
import { findRunning } from '../running.ts';
import { nativeHandler } from './nativeHandler.ts';

type LambdaFunction = {
  name?: string;
  handler?: string;
  image?: { command: string[] };
  environment?: Record<string, unknown>;
  events?: { httpApi?: string | { authorizer?: object } }[];
};

type Serverless = {
  processedInput: { commands: string[]; options: { function?: string } };
  service: {
    provider: { runtime?: string; environment: Record<string, string>; httpApi?: { authorizers?: object } };
    functions: Record<string, LambdaFunction>;
  };
  classes: { Error: new (message: string) => Error };
  pluginManager: { spawn(command: string): Promise<void> };
};

/** Source folders whose change makes running handlers stale. */
const watched = ['functions', 'layers'];

export default class ImageFunctions {
  readonly #serverless: Serverless;
  readonly #command: string;
  #cloud: Cloud | undefined;

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

  /** The framework shows its own errors without a stack. */
  #fail(error: Error): never {
    throw error instanceof UserError ? new this.#serverless.classes.Error(error.message) : error;
  }

  async #initialize(): Promise<void> {
    if (!this.#isOffline && !this.#isInvokeLocal) return;
    const { service } = this.#serverless;
    service.provider.runtime = 'nodejs24.x';
    // Served open: the local API listens on loopback, and serverless-offline checks no signature.
    delete service.provider.httpApi?.authorizers;
    const { dataApiUrl, databaseUrl } = await this.#findCloud();
    Object.assign(service.provider.environment, functionEnvironment(dataApiUrl, databaseUrl));
    for (const one of Object.values(service.functions)) this.#runFromSource(one);
    if (!this.#isOffline) return;
    service.functions.notFound = {
      name: 'notFound',
      handler: nativeHandler('local/serverless/notFound.handler'),
      events: [{ httpApi: '*' }],
    };
    this.#reloadOnChange();
  }

  #runFromSource(one: LambdaFunction): void {
    const handler = one.image?.command[0];
    if (!handler) return;
    delete one.image;
    // `invoke local` requires the very path it is given, and tries no .ts by itself.
    one.handler = this.#isInvokeLocal ? handler.replace(/\.(\w+)$/, '.ts.$1') : nativeHandler(handler);
    // References to resources of the stack have no value here; functionEnvironment has those that functions need.
    one.environment = Object.fromEntries(
      Object.entries(one.environment ?? {}).filter(([, value]) => typeof value === 'string'),
    );
    for (const { httpApi } of one.events ?? []) {
      if (typeof httpApi === 'object') delete httpApi.authorizer;
    }
  }

  /** The Data API that is set, or that `npm start` runs, or else one that lives as long as this command. */
  async #findCloud(): Promise<{ dataApiUrl: string; databaseUrl?: string | undefined }> {
    const { AWS_ENDPOINT_URL_RDS_DATA: dataApiUrl, DATABASE_URL: databaseUrl } = process.env;
    if (dataApiUrl) return { dataApiUrl, databaseUrl };
    const running = await findRunning();
    if (running) return running;
    const log = (line: string) => process.stderr.write(`${line}\n`);
    this.#cloud = await startCloud({ log });
    if (this.#serverless.processedInput.options.function !== 'migrate') await prepareDatabase(this.#cloud);
    return this.#cloud;
  }

  /** A saved source file ends the handlers' threads; the next request starts one that loads the new text. */
  #reloadOnChange(): void {
    for (const folder of watched) {
      watch(join(root, folder), { recursive: true }, () => {
        void this.#serverless.pluginManager.spawn('offline:functionsUpdated');
      });
    }
  }

  async #finalize(): Promise<void> {
    await this.#cloud?.stop();
    // A handler's keep-alive sockets would hold the process open. `finalize` comes after the result was printed.
    if (this.#isInvokeLocal) setImmediate(() => process.exit());
  }
}
