// Runs the images with docker-compose.local.yml, as a project of its own beside one that a developer may have running.
import { spawnSync } from 'node:child_process';
import { constantName, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

const project = `users-service-test-${process.pid}`;

const portVariables = ['DATA_API_PORT', ...readFunctions().map(({ name }) => `${constantName(name)}_PORT`)];

/** Any free port, so that the tests disturb nothing that runs. */
const ports = Object.fromEntries(portVariables.map((name) => [name, '0']));

/** Runs docker and returns what it printed. Throws with what it complained of. */
export const docker = (...options: string[]): string => {
  const { status, stdout, stderr, error } = spawnSync('docker', options, {
    cwd: root,
    env: { ...process.env, ...ports },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`docker ${options.join(' ')}:\n${stderr || error?.message}`);
};

const compose = (...options: string[]): string =>
  docker('compose', '-p', project, '-f', 'docker-compose.local.yml', '--profile', 'lambda', ...options);

/** Builds and starts the services and waits until they are healthy. */
export const up = (...services: string[]): string =>
  compose('up', '--build', '--detach', '--wait', '--quiet-pull', ...services);

/** Removes containers, network, volumes and the images that `up` built. */
export const down = (): string => compose('down', '--volumes', '--rmi', 'local', '--timeout', '1');

/** `127.0.0.1:32768`: where a service's port is found on this machine. */
export const address = (service: string, port: number): string =>
  compose('port', service, String(port)).trim();

export const logs = (...services: string[]): string => compose('logs', '--no-log-prefix', ...services);

export const imageOf = (service: string): string => `${project}-${service}`;
