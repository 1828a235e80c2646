// Starts a private MySQL in a container.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { StartError } from '../startError.ts';
import { awaitServer } from './awaitServer.ts';
import { KeptProcess } from './keptProcess.ts';
import { freePort } from './ports.ts';
import type { MysqlServer } from './startMysqld.ts';

/** Aurora MySQL 3 is compatible with MySQL 8.0, whose successor with long-term support this is. */
export const containerImage = 'mysql:8.4';

/** The image creates its data folder first. */
const startTimeoutMs = 120_000;

/** Whether a Docker engine answers. */
export const hasDocker = (): boolean => spawnSync('docker', ['info']).status === 0;

/** Pulls the image where the engine does not have it; shows how far that is. Throws StartError. */
const pull = (): void => {
  if (spawnSync('docker', ['image', 'inspect', containerImage]).status === 0) return;
  const { status } = spawnSync('docker', ['pull', containerImage], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new StartError(`Docker could not pull ${containerImage}.`);
};

export type ContainerOptions = {
  /** Keeps the data between runs; undefined leaves none. */
  folder: string | undefined;
  database: string;
  log: (line: string) => void;
};

/** Throws StartError when Docker cannot run it. */
export const startContainer = async (options: ContainerOptions): Promise<MysqlServer> => {
  const { folder, database, log } = options;
  pull();
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const name = `data-api-emulator-${randomBytes(4).toString('hex')}`;
  const command = [
    ...['docker', 'run', '--rm', '--name', name, '-p', `127.0.0.1:${port}:3306`],
    ...['-e', `MYSQL_ROOT_PASSWORD=${password}`, '-e', `MYSQL_DATABASE=${database}`],
    ...(folder === undefined ? [] : ['-v', `${resolve(folder)}:/var/lib/mysql`]),
    ...[containerImage, '--skip-log-bin', '--performance-schema=OFF', '--mysqlx=OFF'],
  ];
  const server = new KeptProcess(command, 'ignore', (status) =>
    log(`The container of MySQL ended with status ${status}; starting it again.`),
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    spawnSync('docker', ['rm', '--force', name]);
  };
  const url = `mysql://root:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  if (!(await awaitServer(server, url, startTimeoutMs))) {
    await stop();
    throw new StartError(`Docker did not start ${containerImage}: docker run ${containerImage} says why.`);
  }
  server.markReady();
  return { url, stop };
};
