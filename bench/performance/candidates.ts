// Everything that the bench of performance compares: floors, this service, Hono and Express.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/bench.ts';
import { type Exchange, page, type RunningProgram, search } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { type FunctionOptions, startFunction } from '#bench/harness/startFunction.ts';
import { startServer } from '#bench/harness/startServer.ts';
import { stubEnvironment } from '#bench/harness/stubEnvironment.ts';
import { bundle } from '#image/bundle.ts';
import { root } from '#tools/paths.ts';
import { buildBundle } from './buildBundle.ts';

export type Candidate = {
  name: string;
  exchange: Exchange;
  /** Resolves when the program can take its first request. */
  start(): Promise<RunningProgram>;
};

const manyRows = 1_000;

/** Floors answer something of their own. */
const anyAnswer: Exchange = { ...page(5), expected: { statusCode: 200 } };

const buildFloors = async (stub: DataApiStub): Promise<Candidate[]> => {
  const taskRoot = join(benchFolder, 'floors');
  const source = 'bench/performance/floors';
  await buildBundle(taskRoot, { noop: `${source}/noop.ts`, ping: `${source}/ping.ts` });
  const start = (handler: string, rows: number) => () =>
    startFunction({ taskRoot, handler, env: { ...stubEnvironment(stub), ROWS: String(rows) } });
  // A page has one row more, which says whether another page follows.
  return [
    { name: 'no-op', exchange: anyAnswer, start: start('noop.handler', 0) },
    { name: 'ping', exchange: anyAnswer, start: start('ping.handler', 6) },
    { name: 'ping for 1,000 rows', exchange: anyAnswer, start: start('ping.handler', manyRows + 1) },
  ];
};

/** The functions behind routes, and a request to each. */
const exchanges = { searchUser: search, getUsers: page(5) };

export type ServiceFunction = keyof typeof exchanges;
export const serviceFunctions = Object.keys(exchanges) as ServiceFunction[];

/** The task root of a function's image. */
export const serviceFolder = (name: ServiceFunction): string => join(benchFolder, 'service', name);

/** Variants of a function, by what is different from the function itself. */
const buildVariants = async (
  name: ServiceFunction,
  stub: DataApiStub,
): Promise<Record<string, Partial<FunctionOptions>>> => {
  const uncached = join(benchFolder, 'uncached', name);
  const naive = join(benchFolder, 'naive', name);
  await bundle(name, { folder: serviceFolder(name) });
  await bundle(name, { folder: uncached, without: 'codeCache' });
  await buildBundle(naive, { handler: `functions/${name}/handler.ts` });
  return {
    '': {},
    'on demand': { env: stubEnvironment(stub, { initialization: 'on-demand' }) },
    restored: { env: stubEnvironment(stub, { initialization: 'snap-start' }) },
    'without TLS': { env: stubEnvironment(stub, { hasTls: false }) },
    'without code cache': { taskRoot: uncached },
    'with --expose-gc': { nodeOptions: ['--expose-gc'] },
    'with a small heap': { nodeOptions: ['--max-old-space-size=32', '--max-semi-space-size=1'] },
    naive: { taskRoot: naive, handler: 'handler.handler' },
  };
};

const buildService = async (name: ServiceFunction, stub: DataApiStub): Promise<Candidate[]> => {
  const usual = {
    taskRoot: serviceFolder(name),
    handler: `functions/${name}/handler.handler`,
    env: stubEnvironment(stub),
  };
  const variants = Object.entries(await buildVariants(name, stub));
  return variants.map(([difference, options]) => ({
    name: `${name} ${difference}`.trim(),
    exchange: exchanges[name],
    start: () => startFunction({ ...usual, ...options }),
  }));
};

export const expressProgram = join(root, 'bench/peers/expressService.mjs');

export const expressEnvironment = (databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  NODE_ENV: 'production',
});

const buildPeers = async (stub: DataApiStub, databaseUrl: string): Promise<Candidate[]> => {
  const folder = join(benchFolder, 'peers');
  await buildBundle(folder, {
    hono: 'bench/peers/honoService.ts',
    express: 'bench/peers/expressService.mjs',
  });
  const env = expressEnvironment(databaseUrl);
  const starts: Record<string, Candidate['start']> = {
    Hono: () => startFunction({ taskRoot: folder, handler: 'hono.handler', env: stubEnvironment(stub) }),
    Express: () => startServer({ args: [expressProgram], env }),
    'Express bundled': () => startServer({ args: [join(folder, 'express.mjs')], env }),
  };
  return Object.entries(starts).flatMap(([name, start]) => [
    { name: `${name} /search`, exchange: search, start },
    { name: `${name} /users`, exchange: page(5), start },
  ]);
};

/** `databaseUrl` is of a MySQL with the tutorial's table and five people. */
export const buildCandidates = async (stub: DataApiStub, databaseUrl: string): Promise<Candidate[]> => {
  const services = [];
  for (const name of serviceFunctions) services.push(...(await buildService(name, stub)));
  const [getUsers] = services.filter(({ name }) => name === 'getUsers') as [Candidate];
  return [
    ...(await buildFloors(stub)),
    ...services,
    { ...getUsers, name: 'getUsers for 1,000 rows', exchange: page(manyRows) },
    ...(await buildPeers(stub, databaseUrl)),
  ];
};
