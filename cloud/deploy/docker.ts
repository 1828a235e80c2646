// Docker's command line behind the deployment's port. Built by deploy.ts.
import { spawnSync } from 'node:child_process';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import type { Docker } from './cloud.ts';

const run = (options: readonly string[], input?: string): void => {
  const { status, error } = spawnSync('docker', options, {
    cwd: root,
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  throw new UserError(`docker ${options[0]} failed: ${error?.message ?? 'its message is above'}.`);
};

export const docker: Docker = {
  async login({ host, username, password }) {
    run(['login', '--username', username, '--password-stdin', host], password);
  },
  async buildAndPush({ functionName, base, platform, uri }) {
    run([
      'buildx',
      'build',
      '--file=Dockerfile.lambda',
      `--platform=${platform}`,
      `--build-arg=FUNCTION=${functionName}`,
      `--build-arg=BASE=${base}`,
      // Lambda takes no image whose manifest is a list, which an attestation makes of it.
      '--provenance=false',
      '--sbom=false',
      `--tag=${uri}`,
      '--push',
      '.',
    ]);
  },
};
