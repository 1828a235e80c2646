// `node tools/run.mjs [NAME=value…] [--install=<folder>…] [Node's options…] <program> [argument…]`: every npm script.
// Runs on whatever Node the machine has (20 or newer), installs what is missing, and runs the program on Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './install/findNode.mjs';
import { installPackages } from './install/installPackages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Programs of packages: the file, after the options of Node that it needs. */
const packagePrograms = {
  biome: ['node_modules/@biomejs/biome/bin/biome'],
  jest: [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ],
  tsc: ['node_modules/typescript/bin/tsc'],
};

const installOption = '--install=';

/** The words before the program say how it is run. */
const readLine = (words) => {
  const isBefore = (word) => word.startsWith('-') || /^[A-Z_]+=/.test(word);
  const programAt = words.findIndex((word) => !isBefore(word));
  const before = words.slice(0, programAt);
  const variables = before.filter((word) => !word.startsWith('-'));
  const folders = before.filter((word) => word.startsWith(installOption));
  const options = before.filter((word) => word.startsWith('-') && !word.startsWith(installOption));
  const [program, ...args] = words.slice(programAt);
  const path = packagePrograms[program] ?? [program];
  return {
    folders: folders.map((word) => word.slice(installOption.length)),
    environment: Object.fromEntries(variables.map((word) => word.split(/=(.*)/s))),
    args: [...options, ...path.slice(0, -1), join(root, path.at(-1)), ...args],
  };
};

const canReplaceProcess = process.execve !== undefined && process.platform !== 'win32';

/** A terminal sends these to every process of its foreground group, and so to the program itself. */
const terminalSignals = ['SIGINT', 'SIGHUP'];

/** Where the program cannot take this process's place (Node 20, Windows), it runs beside it, as if it were the same one. */
const runBeside = (node, args, env) => {
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of ['SIGTERM', ...terminalSignals]) {
    process.on(signal, () => {
      if (!(process.stdin.isTTY && terminalSignals.includes(signal))) child.kill(signal);
    });
  }
  child.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
};

try {
  const { folders, environment, args } = readLine(process.argv.slice(2));
  await installPackages(folders);
  const node = findNode();
  // Commands start in half the time when Node keeps what it compiled.
  const env = { NODE_COMPILE_CACHE: join(root, '.local', 'compile-cache'), ...process.env, ...environment };
  if (canReplaceProcess) process.execve(node, [node, ...args], env);
  runBeside(node, args, env);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
