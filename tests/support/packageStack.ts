// Packages serverless.yml as `npm run deploy` does, with image digests and without credentials, for the stack tests.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { slsCommand } from '#tools/sls.ts';

export type Parameters = Readonly<Record<string, string>>;

const image = `000000000000.dkr.ecr.eu-central-1.amazonaws.com/users@sha256:${'a'.repeat(64)}`;
const images = { GET_USERS_IMAGE: image, SEARCH_USER_IMAGE: image, MIGRATE_IMAGE: image };

/** The text of the CloudFormation template. A folder packages one at a time: the framework has one place for it there. */
export const packageStack = async (
  folder: string,
  stage: string,
  parameters: Parameters,
): Promise<string> => {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const [command, ...options] = slsCommand(['package', '--stage', stage, ...given]);
  const aws = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  const env = { ...process.env, ...Object.fromEntries(aws.map((name) => [name, undefined])), ...images };
  await promisify(execFile)(command as string, options, { cwd: folder, env });
  return readFile(join(folder, '.serverless', 'cloudformation-template-update-stack.json'), 'utf8');
};
