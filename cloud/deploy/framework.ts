// The framework's command line behind the deployment's port. Built by deploy.ts and remove.ts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import type { Framework } from './cloud.ts';
import { frameworkOptions } from './options.ts';

const sls = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');

/** The framework writes its reason to stdout, so that both streams are shown. */
const run = (options: readonly string[], environment: Readonly<Record<string, string>> = {}): void => {
  const { status } = spawnSync(process.execPath, [sls, ...options], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new UserError(`sls ${options[0]} ended with status ${status}; its reason is above.`);
};

export const framework: Framework = {
  async deploy(options, images) {
    run(['deploy', ...frameworkOptions(options)], images);
  },
  async remove(options) {
    run(['remove', ...frameworkOptions(options)]);
  },
};
