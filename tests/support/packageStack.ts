// Packages serverless.yml as a deployment does, with image digests and without credentials.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { imageVariable } from '#cloud/deploy/steps/names.ts';
import { readFunctions } from '#tools/functions.ts';
import { slsCommand } from '#tools/sls.ts';

/** `name=value` of serverless.yml's parameters, as the command line gives them: as text. */
export type StackParameters = Readonly<Record<string, string>>;

const image = `000000000000.dkr.ecr.eu-central-1.amazonaws.com/users@sha256:${'a'.repeat(64)}`;

const images = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readFunctions(join(folder, 'functions')).map(({ name }) => [imageVariable(name), image]),
  );

/**
 * The text of the CloudFormation template. Throws with the framework's reason. A folder packages one at a time: the
 * framework has one place for it there.
 */
export const packageStack = async (
  folder: string,
  stage: string,
  parameters: StackParameters,
): Promise<string> => {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const [command, ...options] = slsCommand(['package', '--stage', stage, ...given]);
  const aws = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  const env = {
    ...process.env,
    ...Object.fromEntries(aws.map((name) => [name, undefined])),
    ...images(folder),
  };
  await promisify(execFile)(command as string, options, { cwd: folder, env }).catch(({ stdout }) => {
    throw new Error(stdout);
  });
  return readFile(join(folder, '.serverless', 'cloudformation-template-update-stack.json'), 'utf8');
};
