// Docker's command line, with a configuration that holds one registry's password.

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Docker, ImageBuild, Registry } from '#cloud/deploy/steps/ports.ts';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';

type DockerConfig = {
  auths?: Record<string, object>;
  credsStore?: string;
  credHelpers?: Record<string, string>;
};

const configFile = 'config.json';

/**
 * The user's configuration with the registry's password. A store of credentials would be asked in place of it and, after a
 * login, keep it; it stays in use for the registries that the user has logged in to.
 */
const addPassword = (
  { credsStore, auths = {}, credHelpers = {}, ...others }: DockerConfig,
  { host, username, password }: Registry,
): DockerConfig => {
  const stored = credsStore ? Object.keys(auths).map((name) => [name, credsStore]) : [];
  const { [host]: _replaced, ...helpers } = { ...Object.fromEntries(stored), ...credHelpers };
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return { ...others, auths: { ...auths, [host]: { auth } }, credHelpers: helpers };
};

const prefix = 'users-service-docker-';

/** Whether a process of this user runs under the id that a folder's name has. */
const isUsed = (folder: string): boolean => {
  try {
    return process.kill(Number(folder.slice(prefix.length).split('-')[0]), 0);
  } catch {
    return false;
  }
};

/** Removes the folders of processes that were killed before they could. */
export const sweepDockerConfigs = (parent = tmpdir()): void => {
  for (const name of readdirSync(parent).filter((name) => name.startsWith(prefix) && !isUsed(name))) {
    const folder = join(parent, name);
    if (statSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  }
};

/** Nothing is done on Ctrl-C: the child ends by it, and the folder is removed. */
const stayAlive = () => {};

/** Runs `use` with such a folder. Plugins and builders are those of the user's own folder. */
export const withDockerConfig = <T>(
  registry: Registry,
  use: (folder: string) => T,
  userFolder = process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'),
): T => {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  process.on('SIGINT', stayAlive);
  try {
    const names = existsSync(userFolder) ? readdirSync(userFolder) : [];
    for (const name of names.filter((name) => name !== configFile)) {
      symlinkSync(join(userFolder, name), join(folder, name));
    }
    const config = names.includes(configFile)
      ? JSON.parse(readFileSync(join(userFolder, configFile), 'utf8'))
      : {};
    writeFileSync(join(folder, configFile), JSON.stringify(addPassword(config, registry)), { mode: 0o600 });
    return use(folder);
  } finally {
    process.off('SIGINT', stayAlive);
    rmSync(folder, { recursive: true });
  }
};

const buildOptions = ({ functionName, base, platform, uri }: ImageBuild): string[] => [
  'buildx',
  'build',
  '--file=Dockerfile.lambda',
  `--platform=${platform}`,
  `--build-arg=FUNCTION=${functionName}`,
  `--build-arg=BASE=${base}`,
  // Lambda rejects image indexes, and an attestation creates one.
  '--provenance=false',
  '--sbom=false',
  `--tag=${uri}`,
  '--push',
  '.',
];

export const docker: Docker = {
  async platforms() {
    const { status, stdout } = spawnSync('docker', ['buildx', 'inspect', '--bootstrap'], {
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new UserError('Docker with buildx builds the images, and "docker buildx inspect" fails here.');
    }
    return (/^Platforms:(.*)$/m.exec(stdout)?.[1] ?? '')
      .split(',')
      .map((name) => name.replace('*', '').trim());
  },

  async buildAndPush(build, registry) {
    const { status, error } = withDockerConfig(registry, (DOCKER_CONFIG) =>
      spawnSync('docker', buildOptions(build), {
        cwd: root,
        env: { ...process.env, DOCKER_CONFIG },
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    );
    if (status === 0) return;
    throw new UserError(
      `The image of ${build.functionName} was not built: ${error?.message ?? 'the reason is above'}.`,
    );
  },
};
