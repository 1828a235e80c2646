// What the bench compares: the floors, this service with and without each lever, the naive build and the peers.
import { join } from 'node:path';
import { bundle } from '#image/bundle.ts';
import type { Lever } from '#image/levers.ts';
import { root } from '#tools/paths.ts';
import { type Exchange, page, search } from './events.ts';
import { naiveBuild } from './naiveBuild.ts';

export type Candidate = {
  name: string;
  taskRoot: string;
  handler: string;
  exchange: Exchange;
  /** Floors answer something of their own. */
  floor?: boolean;
  /** Reads one row while it initializes, as when a request is waiting. */
  primed?: boolean;
  /** Speaks to the stub without TLS. */
  plain?: boolean;
  nodeOptions?: readonly string[];
};

export const functions = { searchUser: search, getUsers: page(5) };
export type FunctionName = keyof typeof functions;
export const functionNames = Object.keys(functions) as FunctionName[];

const levers: Lever[] = ['codeCache'];

const floors = join(root, 'bench/floors');

/** Builds everything below `folder`. */
export const buildCandidates = async (folder: string): Promise<Candidate[]> => {
  const place = (...path: string[]) => join(folder, ...path);
  const one = (name: FunctionName, kind: string, options: Partial<Candidate> = {}): Candidate => ({
    name: `${name} ${kind}`.trim(),
    taskRoot: place('built', name),
    handler: `functions/${name}/handler.handler`,
    exchange: functions[name],
    ...options,
  });
  for (const name of functionNames) {
    await bundle(name, { folder: place('built', name) });
    await naiveBuild(`functions/${name}/handler.ts`, place('naive', name));
  }
  for (const lever of levers) {
    await bundle('searchUser', { folder: place('without', lever), without: lever });
  }
  await naiveBuild('bench/peers/honoService.ts', place('hono'));
  const floor = (name: string): Candidate => ({
    name,
    taskRoot: floors,
    handler: `${name}.handler`,
    exchange: page(5),
    floor: true,
  });
  return [
    floor('noop'),
    floor('ping'),
    ...functionNames.flatMap((name) => [
      one(name, ''),
      one(name, 'primed', { primed: true }),
      one(name, 'naive', { taskRoot: place('naive', name), handler: 'handler.handler' }),
    ]),
    one('searchUser', 'plain', { plain: true }),
    ...levers.map((lever) => one('searchUser', `without ${lever}`, { taskRoot: place('without', lever) })),
    one('searchUser', 'with --expose-gc', { nodeOptions: ['--expose-gc'] }),
    one('searchUser', 'hono', { taskRoot: place('hono'), handler: 'handler.handler' }),
    one('getUsers', 'hono', { taskRoot: place('hono'), handler: 'handler.handler' }),
  ];
};
