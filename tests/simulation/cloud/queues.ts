// The queues of the stage, as cloud/template makes them.
import type { Network } from '../network.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';
import type { FunctionName } from '../services.ts';
import type { Sizes } from '../sizes.ts';
import type { Invoked } from './functions.ts';
import { Queue } from './queue.ts';

type Options = {
  scheduler: Scheduler;
  network: Network;
  random: Random;
  sizes: Sizes;
  invoke(name: FunctionName, event: unknown): Promise<Invoked>;
};

const commonOf = ({ scheduler, network, random, sizes: { duplicateShare } }: Options) => ({
  scheduler,
  network,
  random,
  duplicateShare,
  maxReceives: 10,
});

export const createSyncQueue = (options: Options): Queue =>
  new Queue({
    ...commonOf(options),
    name: 'sync',
    invoke: (event) => options.invoke('syncUsers', event),
    batchSize: options.sizes.batchSize,
    visibilityMs: 360_000,
    maxConcurrency: 4,
  });

export const createImportQueue = (options: Options): Queue =>
  new Queue({
    ...commonOf(options),
    name: 'import',
    invoke: (event) => options.invoke('importUsers', event),
    batchSize: 1,
    visibilityMs: 1_800_000,
    maxConcurrency: 2,
  });
