// What serves directories of each size: this service, and Express with and without an index.
import { join } from 'node:path';
import { expressEnvironment, expressProgram } from '#bench/candidates/buildExpress.ts';
import { benchFolder } from '#bench/harness/benchFolder.ts';
import type { Progress } from '#bench/harness/createProgress.ts';
import type { RunningProgram } from '#bench/harness/program.ts';
import { startFunction } from '#bench/harness/startFunction.ts';
import { startServer } from '#bench/harness/startServer.ts';
import { bundle } from '#image/bundle.ts';
import { functionEnvironment, secretArn } from '#local/environment.ts';
import { createIndexedTable, createUnindexedTable, migrateTable } from './createTables.ts';
import { openDirectory } from './openDirectory.ts';

export type ScaleDirectory = {
  count: number;
  /** Of this service's database. */
  databaseUrl: string;
  getUsers: RunningProgram;
  searchUser: RunningProgram;
  express: RunningProgram;
  expressIndexed: RunningProgram;
  stop(): void;
};

type ServerUrls = { serverUrl: string; dataApiUrl: string };

const taskRoot = (name: string): string => join(benchFolder, 'scale', name);

const functionOptions = (name: string, dataApiUrl: string, databaseUrl: string) => ({
  taskRoot: taskRoot(name),
  handler: `functions/${name}/handler.handler`,
  env: {
    ...functionEnvironment({ dataApiUrl, databaseUrl }),
    DATABASE_SECRET_ARN: secretArn,
    AWS_REGION: 'eu-central-1',
  },
});

/** The URLs of one database in each form of the table. */
const openDatabases = async ({ serverUrl, dataApiUrl }: ServerUrls, count: number) => {
  const open = (kind: string, table: string, createTable: (databaseUrl: string) => Promise<void>) =>
    openDirectory({ serverUrl, name: `${kind}_${count}`, count, table, createTable });
  return {
    service: await open('service', 'people', (url) =>
      migrateTable(functionOptions('migrate', dataApiUrl, url)),
    ),
    unindexed: await open('tutorial', 'directory', createUnindexedTable),
    indexed: await open('tutorial_indexed', 'directory', createIndexedTable),
  };
};

const startDirectory = async (urls: ServerUrls, count: number): Promise<ScaleDirectory> => {
  const { service, unindexed, indexed } = await openDatabases(urls, count);
  const startService = (name: string) => startFunction(functionOptions(name, urls.dataApiUrl, service));
  const startExpress = (url: string) => startServer({ args: [expressProgram], env: expressEnvironment(url) });
  const programs = {
    getUsers: await startService('getUsers'),
    searchUser: await startService('searchUser'),
    express: await startExpress(unindexed),
    expressIndexed: await startExpress(indexed),
  };
  const stop = () => {
    for (const program of Object.values(programs)) program.stop();
  };
  return { count, databaseUrl: service, ...programs, stop };
};

export type DirectoriesOptions = ServerUrls & { counts: readonly number[]; progress: Progress };

/** One of each size. The first run of a size fills its databases, which takes minutes for ten million. */
export const startDirectories = async (options: DirectoriesOptions): Promise<ScaleDirectory[]> => {
  const { counts, progress } = options;
  for (const name of ['getUsers', 'searchUser', 'migrate']) await bundle(name, { folder: taskRoot(name) });
  const step = progress.start('Directories', counts.length);
  const directories: ScaleDirectory[] = [];
  try {
    for (const count of counts) {
      directories.push(await startDirectory(options, count));
      step();
    }
  } catch (error) {
    for (const directory of directories) directory.stop();
    throw error;
  }
  return directories;
};
