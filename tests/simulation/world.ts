import { isImported, jobId } from '#layers/people/bucketLayout.ts';
import { createAdapters } from './adapters.ts';
import { Bucket } from './cloud/bucket.ts';
import { DataApi } from './cloud/dataApi.ts';
import { Functions, type Invoked } from './cloud/functions.ts';
import type { Queue } from './cloud/queue.ts';
import { createImportQueue, createSyncQueue } from './cloud/queues.ts';
import { SecretStore } from './cloud/secretStore.ts';
import type { DatabaseModel } from './database/execute.ts';
import { History } from './history.ts';
import { Network } from './network.ts';
import type { SimulatedFault } from './networkCall.ts';
import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { directorySecretArn, secretArns } from './secretNames.ts';
import { createFunctions, type FunctionName } from './services.ts';
import { chooseSizes, type Sizes } from './sizes.ts';

export type WorldOptions = {
  seed: number;
  model: DatabaseModel;
  allowedFaults: ReadonlySet<SimulatedFault>;
  trace?: ((line: string) => void) | undefined;
};

export class World {
  readonly scheduler = new Scheduler();
  readonly history = new History();
  readonly sizes: Sizes;
  readonly network: Network;
  readonly dataApi: DataApi;
  readonly secrets: SecretStore;
  readonly bucket: Bucket;
  readonly functions: Functions;
  readonly syncQueue: Queue;
  readonly importQueue: Queue;
  readonly log: object[] = [];
  readonly #options: WorldOptions;
  readonly #random: Random;
  readonly #functionOf: ReturnType<typeof createFunctions>;

  constructor(options: WorldOptions) {
    const { seed, allowedFaults, model } = options;
    this.#options = options;
    this.sizes = chooseSizes(new Random(seed, 'sizes'));
    this.#random = new Random(seed, 'cloud');
    const { scheduler, sizes } = this;
    const random = this.#random;
    const trace = this.trace;
    const { now } = scheduler;
    this.network = new Network({ scheduler, random, ...sizes, allowed: allowedFaults, trace });
    const { network } = this;
    this.secrets = new SecretStore(scheduler, network);
    this.dataApi = new DataApi({
      scheduler,
      network,
      random,
      model,
      secrets: this.secrets,
      maxRows: sizes.maxRows,
      onUnknown: (problem) => this.history.problem(problem),
    });
    this.bucket = new Bucket({
      now,
      pageKeys: sizes.pageKeys,
      onWritten: (key, { body }) => this.#checkWritten(key, body),
    });
    const killShare = allowedFaults.has('kill') ? sizes.killShare : 0;
    const maxSkewMs = allowedFaults.has('skew') ? sizes.maxSkewMs : 0;
    this.functions = new Functions({ scheduler, network, random, killShare, maxSkewMs, trace });
    const queue = { scheduler, network, random, sizes, invoke: this.invoke };
    this.syncQueue = createSyncQueue(queue);
    this.importQueue = createImportQueue(queue);
    this.#functionOf = createFunctions(
      (environment, name) => createAdapters({ world: this, random, model }, environment, name),
      (line) => void this.log.push(line),
    );
    this.#makeSecrets();
  }

  readonly trace = (line: string): void => {
    this.#options.trace?.(`${new Date(this.scheduler.now()).toISOString()} ${line}`);
  };

  readonly invoke = (name: FunctionName, event: unknown): Promise<Invoked> =>
    this.functions.invoke(this.#functionOf[name], event);

  /** Uploads a file as its sender does; S3 tells of it late, twice, and out of order. */
  upload(
    key: string,
    body: string,
    random: Random,
    metadata: Record<string, string>,
  ): { job: string; uploadedMs: number } {
    const object = this.bucket.put(key, body, { contentType: 'text/csv', metadata });
    const event = { Records: [{ s3: { object: { key: encodeURIComponent(key), eTag: object.etag } } }] };
    const times = random.chance(0.2) ? 2 : 1;
    if (!isImported(key)) throw new TypeError('The key is not imported.');
    for (let time = 0; time < times; time += 1)
      this.importQueue.send(JSON.stringify(event), random.between(0, random.pick([1_000, 60_000, 600_000])));
    return { job: jobId(key, object), uploadedMs: object.modifiedMs };
  }

  #checkWritten(key: string, body: Buffer): void {
    this.history.checkWritten(key, body.toString());
  }

  #makeSecrets(): void {
    this.secrets.put(directorySecretArn, 'the secret of the simulated directory, 32');
    for (const [username, arn] of Object.entries(secretArns))
      this.secrets.put(arn, JSON.stringify({ username, password: `first${username}password` }));
  }
}
