// Starts the service `db` of docker-compose.local.yml.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { root } from '#tools/paths.ts';
import type { Mysql, MysqlOptions } from './mysqlWay.ts';

/** Runs `docker` with these arguments; `status` is null when there is no such command. */
export type RunDocker = (...options: string[]) => { status: number | null; stdout: string; stderr: string };

/** The name of the folder, as compose itself has it, and where it is: checkouts of one name have a database each. */
export const composeProject = (folder: string): string => {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '');
  return `users-${name}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
};

const runDocker: RunDocker = (...options) =>
  spawnSync('docker', options, {
    encoding: 'utf8',
    env: { COMPOSE_PROJECT_NAME: composeProject(root), ...process.env },
  });

const composeFile = join(root, 'docker-compose.local.yml');

export const startComposeService = async (
  { log }: Pick<MysqlOptions, 'log'>,
  docker: RunDocker = runDocker,
): Promise<Mysql | string> => {
  if (docker('info').status !== 0) return 'No Docker engine answers.';
  if (docker('compose', 'version').status !== 0) return 'Docker has no compose here.';
  log('Starting MySQL with docker compose ...');
  const compose = (...options: string[]) => docker('compose', '-f', composeFile, ...options);
  const wasRunning = compose('ps', '--status', 'running', '-q', 'db').stdout !== '';
  const { status, stderr } = compose('up', '-d', '--wait', 'db');
  // An engine without a way to the registry, for example, has no image to start.
  if (status !== 0) return `docker compose could not start the database: ${stderr.trim().split('\n').at(-1)}`;
  const password = compose('exec', '-T', 'db', 'cat', '/run/account/password').stdout.trim();
  return {
    url: `mysql://root:${password}@${compose('port', 'db', '3306').stdout.trim()}/users`,
    origin: 'docker compose, service db',
    // A service that somebody else started is theirs to stop.
    stop: async () => {
      if (!wasRunning) compose('stop', 'db');
    },
  };
};
