// This service's functions as their images have them, and with one thing different each.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { page, search } from '#bench/harness/exchanges.ts';
import type { Candidate } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { type FunctionOptions, startFunction } from '#bench/harness/startFunction.ts';
import { bundle } from '#image/bundle.ts';
import { buildNaively } from './buildNaively.ts';
import { type StubEnvironmentOptions, stubEnvironment } from './stubEnvironment.ts';

/** The functions behind routes, and a request to each. */
const exchanges = { searchUser: search, getUsers: page(5) };

export type ServiceFunction = keyof typeof exchanges;
export const serviceFunctions = Object.keys(exchanges) as ServiceFunction[];

/** The task root of a function's image. */
export const serviceFolder = (name: ServiceFunction): string => join(benchFolder, 'service', name);

type Variant = { process?: Partial<FunctionOptions>; environment?: StubEnvironmentOptions };

/** By what is different; '' is the function itself. */
const buildVariants = async (name: ServiceFunction): Promise<Record<string, Variant>> => {
  const uncached = join(benchFolder, 'uncached', name);
  const naive = join(benchFolder, 'naive', name);
  await bundle(name, { folder: serviceFolder(name) });
  await bundle(name, { folder: uncached, without: 'codeCache' });
  await buildNaively(`functions/${name}/handler.ts`, join(naive, 'handler.mjs'));
  return {
    '': {},
    'on demand': { environment: { onDemand: true } },
    restored: { environment: { snapStart: true } },
    'without TLS': { environment: { plain: true } },
    'without code cache': { process: { taskRoot: uncached } },
    'with --expose-gc': { process: { nodeOptions: ['--expose-gc'] } },
    naive: { process: { taskRoot: naive, handler: 'handler.handler' } },
  };
};

export const buildService = async (name: ServiceFunction, stub: DataApiStub): Promise<Candidate[]> =>
  Object.entries(await buildVariants(name)).map(([difference, { process, environment }]) => ({
    name: `${name} ${difference}`.trim(),
    exchange: exchanges[name],
    start: () =>
      startFunction({
        taskRoot: serviceFolder(name),
        handler: `functions/${name}/handler.handler`,
        env: stubEnvironment(stub, environment),
        ...process,
      }),
  }));
