// The peer for people who know Express: the same two routes on Hono in one Lambda function.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { page, search } from '#bench/harness/exchanges.ts';
import type { Candidate } from '#bench/harness/program.ts';
import type { DataApiStub } from '#bench/harness/startDataApiStub.ts';
import { startFunction } from '#bench/harness/startFunction.ts';
import { buildNaively } from './buildNaively.ts';
import { stubEnvironment } from './stubEnvironment.ts';

export const buildHono = async (stub: DataApiStub): Promise<Candidate[]> => {
  const taskRoot = join(benchFolder, 'hono');
  await buildNaively('bench/peers/honoService.ts', join(taskRoot, 'handler.mjs'));
  const start = () => startFunction({ taskRoot, handler: 'handler.handler', env: stubEnvironment(stub) });
  return [
    { name: 'Hono /search', exchange: search, start },
    { name: 'Hono /users', exchange: page(5), start },
  ];
};
