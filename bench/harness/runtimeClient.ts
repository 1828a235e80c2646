// AWS's runtime client for Node with its native part, as the base image of Lambda has it.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { say } from './bench.ts';

const folder = join(root, 'bench/peers/node_modules/aws-lambda-ric');
const native = 'rapid-client.node';
const buildTools = ['cmake', 'make', 'g++', 'python3'];

/** The module that Node runs; prepareRuntimeClient must have run before. */
export const runtimeClient = join(folder, 'index.mjs');

/** Runs the package's own install scripts, which npm skips: they take a minute and only the bench needs the result. */
const buildFromSource = (): void => {
  say('Building the native part of aws-lambda-ric, about a minute ...');
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
};

/** Builds the native part unless it is there. Throws UserError where the tools are missing. */
export const prepareRuntimeClient = (): void => {
  if (existsSync(join(folder, native))) return;
  const missing = buildTools.filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length > 0)
    throw new UserError(
      `The bench builds ${native} of aws-lambda-ric with ${buildTools.join(', ')}: install ${missing.join(', ')}.`,
    );
  buildFromSource();
};
