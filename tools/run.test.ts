// The runner of npm scripts, in a folder of its own whose packages are installed.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const program = `
const { argv, env, execArgv } = process;
const settings = { args: argv.slice(2), execArgv, TARGET: env.TARGET };
process.on('SIGTERM', () => process.exit(7));
console.log(JSON.stringify(settings));
if (argv.includes('fail')) process.exit(3);
if (argv.includes('abort')) process.kill(process.pid, 'SIGKILL');
if (argv.includes('wait')) setInterval(() => {}, 1000);
`;

let folder: string;

const stamp = (): void => {
  const content = createHash('sha256')
    .update('{}')
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'node_modules/.installed'), content);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-run-'));
  for (const path of ['run.mjs', 'install'])
    cpSync(join(import.meta.dirname, path), join(folder, 'tools', path), { recursive: true });
  writeFileSync(join(folder, 'program.mjs'), program);
  stamp();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: string[], options: string[] = []): ChildProcess => {
  const { NODE_OPTIONS: _, TARGET: __, ...env } = process.env;
  return spawn(process.execPath, [...options, 'tools/run.mjs', ...words], { cwd: folder, env });
};

const endOf = async (child: ChildProcess) => {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => output.push(text));
  const [status, signal] = await once(child, 'close');
  return { status, signal, output: output.join('') };
};

test('hands variables, options of Node and arguments to the program', async () => {
  const words = ['TARGET=a=b', '--no-warnings', 'program.mjs', '--flag', 'X=1'];
  const { status, output } = await endOf(run(words));
  expect(JSON.parse(output)).toEqual({ args: ['--flag', 'X=1'], execArgv: ['--no-warnings'], TARGET: 'a=b' });
  expect(status).toBe(0);
});

test('says in one line that a folder has nothing to install from', async () => {
  const { status, output } = await endOf(run(['--install=nowhere', 'program.mjs']));
  expect(output).toMatch(/^ENOENT.*nowhere.*\n$/);
  expect(status).toBe(1);
});

const withoutExecve = ['--import', 'data:text/javascript,delete process.execve'];

describe.each([
  ['in place of the runner', []],
  ['beside the runner, as on Node 20 and Windows', withoutExecve],
])('a program %s', (_place, options) => {
  test('passes its exit status on', async () => {
    expect(await endOf(run(['program.mjs', 'fail'], options))).toMatchObject({ status: 3 });
  });

  test('gets the signal that the runner gets', async () => {
    const child = run(['program.mjs', 'wait'], options);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.kill('SIGTERM');
    expect(await endOf(child)).toMatchObject({ status: 7 });
  });

  test('ends the runner by the signal that ended it', async () => {
    expect(await endOf(run(['program.mjs', 'abort'], options))).toMatchObject({ signal: 'SIGKILL' });
  });
});

test('the programs of packages are where the runner looks for them', () => {
  const root = join(import.meta.dirname, '..');
  const paths = [...readFileSync(join(root, 'tools/run.mjs'), 'utf8').matchAll(/'(node_modules\/[^']+)'/g)];
  expect(paths.length).toBeGreaterThan(0);
  for (const [, path] of paths) expect(() => readFileSync(join(root, path as string))).not.toThrow();
});
