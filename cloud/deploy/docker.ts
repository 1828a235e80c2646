// Docker's command line behind the deployment's port.
import { spawnSync } from 'node:child_process';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { withDockerConfig } from './dockerConfig.ts';
import type { Docker, ImageBuild } from './ports.ts';

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
