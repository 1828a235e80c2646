// Runs a checkout's docker-compose.local.yml beside one that a developer may have running.
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { constantName, kebabName, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

/** Runs docker and returns what it printed. Throws with what it complained of. */
const runDocker = (folder: string, options: string[], variables: Record<string, string> = {}): string => {
  const { status, stdout, stderr, error } = spawnSync('docker', options, {
    cwd: folder,
    env: { ...process.env, ...variables },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`docker ${options.join(' ')}:\n${stderr || error?.message}`);
};

export const docker = (...options: string[]): string => runDocker(root, options);

/** Any free port for each service, so that the tests disturb nothing that runs. */
const anyPorts = (folder: string): Record<string, string> => {
  const names = readFunctions(join(folder, 'functions')).map(({ name }) => constantName(name));
  const ports = Object.fromEntries(
    ['DATA_API', 'EVENTS', 'LAMBDA', ...names].map((name) => [`${name}_PORT`, '0']),
  );
  return { PORT: '0', ...ports };
};

const localPortOf = (folder: string, service: string): number => {
  const declared = readFunctions(join(folder, 'functions')).find(({ name }) => kebabName(name) === service);
  if (!declared) throw new Error(`No function has the service ${service}.`);
  return declared.image.localPort;
};

export type Compose = {
  /** Builds and starts the services and waits until they are healthy. */
  up(...services: string[]): string;
  /** Runs any command of docker compose and returns what it printed. */
  run(...options: string[]): string;
  /** Removes containers, network, volumes and the images that `up` built. */
  down(): string;
  /** `127.0.0.1:32768`: where a service's port is found on this machine. */
  address(service: string, port: number): string;
  /** Where a function's image is found on this machine, by its service. */
  imageAddress(service: string): string;
  /** Runs a command in a service's container and returns what it printed. */
  execute(service: string, ...command: string[]): string;
  logs(...services: string[]): string;
  imageOf(service: string): string;
  /** The network of the services, for containers beside them. */
  network: string;
};

export const createCompose = (folder: string): Compose => {
  const project = `users-service-test-${basename(folder).toLowerCase()}-${process.pid}`;
  const file = ['-f', 'docker-compose.local.yml'];
  const variables = { COMPOSE_PROFILES: 'lambda', ...anyPorts(folder) };
  const compose = (...options: string[]): string =>
    runDocker(folder, ['compose', '-p', project, ...file, ...options], variables);
  const address = (service: string, port: number) => compose('port', service, String(port)).trim();
  return {
    up: (...services) => compose('up', '--build', '--detach', '--wait', '--quiet-pull', ...services),
    run: compose,
    down: () => compose('down', '--volumes', '--rmi', 'local', '--timeout', '1'),
    address,
    imageAddress: (service) => address('images', localPortOf(folder, service)),
    execute: (service, ...command) => compose('exec', '--no-TTY', service, ...command),
    logs: (...services) => compose('logs', '--no-log-prefix', ...services),
    imageOf: (service) => `${project}-${service}`,
    network: `${project}_default`,
  };
};

export const { up, run, down, address, imageAddress, execute, logs, imageOf, network } = createCompose(root);
