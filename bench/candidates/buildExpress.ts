// The service that this one succeeds: the tutorial's routes on Express and MySQL.
// In each form that people run it in.
import { join } from 'node:path';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import { page, search } from '#bench/harness/exchanges.ts';
import type { Candidate, RunningProgram } from '#bench/harness/program.ts';
import { startBehindAdapter } from '#bench/harness/startBehindAdapter.ts';
import { startServer } from '#bench/harness/startServer.ts';
import { root } from '#tools/paths.ts';
import { buildNaively } from './buildNaively.ts';

export const expressProgram = join(root, 'bench/peers/expressService.mjs');

export const expressEnvironment = (databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  NODE_ENV: 'production',
});

/** By the way of running it. */
const createStarts = (
  bundled: string,
  databaseUrl: string,
): Record<string, () => Promise<RunningProgram>> => {
  const env = expressEnvironment(databaseUrl);
  return {
    Express: () => startServer({ args: [expressProgram], env }),
    'Express bundled': () => startServer({ args: [bundled], env }),
    'Express behind the web adapter': () => startBehindAdapter({ args: [bundled], env }),
  };
};

/** The database must hold the table `directory` with five people. */
export const buildExpress = async (databaseUrl: string): Promise<Candidate[]> => {
  const bundled = join(benchFolder, 'express/server.mjs');
  await buildNaively('bench/peers/expressService.mjs', bundled);
  return Object.entries(createStarts(bundled, databaseUrl)).flatMap(([name, start]) => [
    { name: `${name} /search`, exchange: search, start },
    { name: `${name} /users`, exchange: page(5), start },
  ]);
};
