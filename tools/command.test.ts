import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runCommand } from './command.ts';
import { UserError } from './userError.ts';

const command = {
  name: 'npm run greet',
  description: 'Greets somebody.',
  arguments: { file: { isOptional: true, description: 'a file' } },
  options: { name: { description: 'who is greeted' } },
} as const;

/** Keeps what is written to a stream instead of showing it. */
const capture = (stream: NodeJS.WriteStream) => {
  const lines: string[] = [];
  jest.spyOn(stream, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  return () => lines.join('');
};

let out: () => string;
let err: () => string;

beforeEach(() => {
  out = capture(process.stdout);
  err = capture(process.stderr);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const doNothing = async () => {};

describe('runCommand', () => {
  test('passes options and arguments on', async () => {
    const run = jest.fn(async (..._given: unknown[]) => {});
    await runCommand(command, run, ['--name', 'homer', 'people.csv']);
    expect(run).toHaveBeenCalledWith({ name: 'homer', file: 'people.csv' });
    expect(process.exitCode).toBeUndefined();
  });

  test('prints the manual and runs nothing with --help', async () => {
    const run = jest.fn(doNothing);
    await runCommand(command, run, ['--nosuch', '--help']);
    expect(out()).toMatch(/^npm run greet -- \[<file>\] \[options\]\n\nGreets somebody\.\n/);
    expect(run).not.toHaveBeenCalled();
  });

  test.each([
    [['--nosuch'], 'There is no option --nosuch. --help explains it.\n'],
    [['--name'], "Option '--name <value>' argument missing. --help explains it.\n"],
    [['a', 'b'], 'Unexpected argument "b". Usage: npm run greet -- [<file>] [options]\n'],
  ])('exits with 2 and one line for %j', async (args, line) => {
    await runCommand(command, doNothing, args);
    expect(err()).toBe(line);
    expect(process.exitCode).toBe(2);
  });

  test('shows a known error as its sentence', async () => {
    await runCommand(command, () => Promise.reject(new UserError('No MySQL found.')), []);
    expect(err()).toBe('No MySQL found.\n');
    expect(process.exitCode).toBe(1);
  });

  test('shows a bug with its stack', async () => {
    await runCommand(command, () => Promise.reject(new Error('oops')), []);
    expect(err()).toMatch(/^Error: oops\n +at /);
    expect(process.exitCode).toBe(1);
  });
});
