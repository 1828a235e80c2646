// Every program of package.json answers --help in 80 columns, and refuses an unknown option.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The programs of ours that scripts run. Those of packages (Jest, Biome, TypeScript) read their lines themselves. */
const programs = Object.entries(scripts).flatMap(([name, script]) => {
  const words = script.split(' ').slice(2);
  const module = words.findIndex((word) => word.endsWith('.ts'));
  return module < 0 || words.includes('jest') ? [] : [{ name, words: words.slice(module) }];
});

type Answer = { status: number; stdout: string; stderr: string };

/** Runs the programs one after the other in one process, which loads what they share once. */
const driver = `
const answers = [];
for (const [module, ...args] of JSON.parse(process.argv[1])) {
  const answer = { stdout: '', stderr: '' };
  const write = Object.fromEntries(['stdout', 'stderr'].map((name) => [name, process[name].write]));
  for (const name of ['stdout', 'stderr']) process[name].write = (text) => { answer[name] += text; return true; };
  process.exitCode = 0;
  process.argv = [process.execPath, module, ...args];
  await import('./' + module + '?' + args.join(' '));
  for (const name of ['stdout', 'stderr']) process[name].write = write[name];
  answers.push({ status: process.exitCode, ...answer });
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
`;

const askAll = async (option: string): Promise<Map<string, Answer>> => {
  const lines = programs.map(({ words }) => [...words, option]);
  const { NODE_OPTIONS: _, ...env } = process.env;
  const args = ['--input-type=module', '--eval', driver, JSON.stringify(lines)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  const answers = JSON.parse(stdout) as Answer[];
  return new Map(programs.map(({ name }, index) => [name, answers[index] as Answer]));
};

let helps: Map<string, Answer>;
let refusals: Map<string, Answer>;
beforeAll(async () => {
  [helps, refusals] = [await askAll('--help'), await askAll('--hlep')];
});

test('most scripts run a program of ours', () => {
  expect(programs.length).toBeGreaterThan(25);
});

describe.each(programs)('npm run $name', ({ name }) => {
  test('answers --help by its own name, in 80 columns', () => {
    const { status, stdout, stderr } = helps.get(name) as Answer;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(name === 'start' ? 'npm start' : `npm run ${name}`);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('refuses an unknown option in one line, with status 2', () => {
    const { status, stdout, stderr } = refusals.get(name) as Answer;
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^.*--hlep.*\n$/);
  });
});
