// AWS's runtime client for Node with its native part, as the base image of Lambda has it.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';

const folder = join(root, 'bench/peers/node_modules/aws-lambda-ric');
const native = 'rapid-client.node';
const base = 'public.ecr.aws/lambda/nodejs:24';
const placesInBase = ['/var/runtime', '/var/runtime/node_modules/aws-lambda-ric'];
const buildTools = ['cmake', 'make', 'g++', 'python3'];

/** The module that Node runs; prepareRuntimeClient must have run before. */
export const runtimeClient = join(folder, 'index.mjs');

const succeeds = (command: string, ...options: string[]): boolean =>
  spawnSync(command, options, { stdio: 'ignore' }).status === 0;

const copyFromBaseImage = (): boolean => {
  const { status, stdout } = spawnSync('docker', ['create', base], { encoding: 'utf8' });
  if (status !== 0) return false;
  const container = stdout.trim();
  const copied = placesInBase.some((place) =>
    succeeds('docker', 'cp', `${container}:${place}/${native}`, join(folder, native)),
  );
  succeeds('docker', 'rm', container);
  return copied;
};

/** Runs the package's own install scripts, which npm skips: they take a minute and only the bench needs the result. */
const buildFromSource = (log: (line: string) => void): boolean => {
  if (!buildTools.every((tool) => succeeds(tool, '--version'))) return false;
  log('Building the native part of aws-lambda-ric, about a minute ...');
  const logFile = join(folder, 'build.log');
  const output = openSync(logFile, 'w');
  for (const script of ['preinstall.sh', 'postinstall.sh']) {
    const { status } = spawnSync('sh', [join(folder, 'scripts', script)], {
      cwd: folder,
      stdio: ['ignore', output, output],
    });
    if (status !== 0) throw new UserError(`aws-lambda-ric could not be built; the log is ${logFile}.`);
  }
  closeSync(output);
  return true;
};

/**
 * Takes the native part from AWS's base image where Docker runs, or else builds it; does nothing when it is there.
 * Throws UserError when neither is possible.
 */
export const prepareRuntimeClient = (log: (line: string) => void): void => {
  if (existsSync(join(folder, native)) || copyFromBaseImage() || buildFromSource(log)) return;
  throw new UserError(
    `The bench needs ${native} of aws-lambda-ric: start Docker, which has it in ${base}, or install cmake, make, g++ ` +
      'and python3, with which it is built.',
  );
};
