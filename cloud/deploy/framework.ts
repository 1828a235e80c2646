// The framework's command line behind the deployment's port. Built by deploy.ts and remove.ts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import type { Framework } from './cloud.ts';
import { frameworkOptions, type Options } from './options.ts';

const sls = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');

const run = (
  options: readonly string[],
  { environment = {}, show = true }: { environment?: Readonly<Record<string, string>>; show?: boolean } = {},
): string => {
  const { status, stdout } = spawnSync(process.execPath, [sls, ...options], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', show ? 'inherit' : 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new UserError(`sls ${options[0]} ended with status ${status}; its message is above.`);
  return stdout;
};

export const framework: Framework = {
  async architecture(options: Options) {
    const path = ['--path', 'provider.architecture', '--format', 'text'];
    return run(['print', ...frameworkOptions(options), ...path], { show: false }).trim();
  },
  async deploy(options, images) {
    run(['deploy', ...frameworkOptions(options)], { environment: images });
  },
  async remove(options) {
    run(['remove', ...frameworkOptions(options)]);
  },
};
