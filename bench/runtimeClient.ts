// Lambda's real runtime client for Node: aws-lambda-ric from npm with its native part. Called by main.ts.
// npm leaves that part out (allowScripts in package.json), since only the bench needs it and it takes minutes to build.
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, cpSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

const source = join(root, 'node_modules/aws-lambda-ric');
const base = 'public.ecr.aws/lambda/nodejs:24';
const native = 'rapid-client.node';
const placesInBase = ['/var/runtime', '/var/runtime/node_modules/aws-lambda-ric'];

const succeeds = (command: string, ...options: string[]): boolean =>
  spawnSync(command, options, { stdio: 'ignore' }).status === 0;

const copyFromBaseImage = (folder: string): boolean => {
  const { status, stdout } = spawnSync('docker', ['create', base], { encoding: 'utf8' });
  if (status !== 0) return false;
  const container = stdout.trim();
  const copied = placesInBase.some((place) =>
    succeeds('docker', 'cp', `${container}:${place}/${native}`, join(folder, native)),
  );
  succeeds('docker', 'rm', container);
  return copied;
};

const buildFromSource = (folder: string): boolean => {
  if (!['cmake', 'make', 'g++', 'python3'].every((tool) => succeeds(tool, '--version'))) return false;
  process.stderr.write('Building the native part of aws-lambda-ric, about a minute ...\n');
  const copy = join(folder, 'source');
  cpSync(source, copy, { recursive: true });
  const logFile = join(folder, 'build.log');
  const output = openSync(logFile, 'w');
  for (const script of ['preinstall.sh', 'postinstall.sh']) {
    const { status } = spawnSync('sh', [join(copy, 'scripts', script)], {
      cwd: copy,
      stdio: ['ignore', output, output],
    });
    if (status !== 0) throw new Error(`aws-lambda-ric could not be built; the log is ${logFile}.`);
  }
  closeSync(output);
  copyFileSync(join(copy, native), join(folder, native));
  rmSync(copy, { recursive: true });
  return true;
};

/** The path of the client's module. The native part is taken from AWS's base image or built, once a checkout. */
export const runtimeClient = (folder: string): string => {
  mkdirSync(folder, { recursive: true });
  const module = join(folder, 'index.mjs');
  copyFileSync(join(source, 'index.mjs'), module);
  if (existsSync(join(folder, native)) || copyFromBaseImage(folder) || buildFromSource(folder)) return module;
  throw new Error(
    `The bench needs ${native} of aws-lambda-ric: start Docker, which has it in ${base}, or install cmake, make, g++ ` +
      'and python3, with which it is built.',
  );
};
