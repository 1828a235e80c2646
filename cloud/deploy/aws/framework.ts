// The Serverless Framework's command line (osls): packages the stack and deploys the package.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framework, FrameworkEnvironment, Target } from '#cloud/deploy/steps/ports.ts';
import { root, stateFolder } from '#tools/paths.ts';
import { slsCommand } from '#tools/sls.ts';
import { UserError } from '#tools/userError.ts';

/** Beside the framework's own folder, which it empties while it deploys from another. */
const packageFolder = join(stateFolder, 'package');

const templateFile = 'cloudformation-template-update-stack.json';

/** The framework writes its reason to stdout, at times with nothing on stderr, so that both are shown. */
const run = (
  action: string,
  { stage, region }: Target,
  options: string[],
  environment: FrameworkEnvironment,
) => {
  const [command = '', ...all] = slsCommand([action, '--stage', stage, '--region', region, ...options]);
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(command, all, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new UserError(`sls ${action} ended with status ${status}; its reason is above.`);
};

export const framework: Framework = {
  async package(target, environment, name) {
    const folder = join(packageFolder, name);
    run('package', target, ['--package', folder], environment);
    return {
      template: JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
      // The framework's own look for changes compares times, and goes by what it uploaded rather than by the stack.
      deploy: async () => run('deploy', target, ['--package', folder, '--force'], environment),
    };
  },
};
