import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readNumber, runCommand } from './command.ts';
import { UserError } from './userError.ts';

const command = {
  manual: 'npm run greet -- [--name <name>]\n',
  flags: { name: { type: 'string' } },
  maxArguments: 1,
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
  test('passes flags and other arguments on', async () => {
    const run = jest.fn(async (..._given: unknown[]) => {});
    await runCommand(command, run, ['--name', 'homer', 'file']);
    expect(run).toHaveBeenCalledWith({ name: 'homer' }, ['file']);
    expect(process.exitCode).toBeUndefined();
  });

  test('prints the manual and runs nothing with --help', async () => {
    const run = jest.fn(doNothing);
    await runCommand(command, run, ['--nosuch', '--help']);
    expect(out()).toBe(command.manual);
    expect(run).not.toHaveBeenCalled();
  });

  test.each([
    [['--nosuch'], "Unknown option '--nosuch'. --help lists the flags.\n"],
    [['--name'], "Option '--name <value>' argument missing. --help lists the flags.\n"],
    [['a', 'b'], "Unexpected argument 'b'. --help lists the flags.\n"],
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

describe('readNumber', () => {
  test('reads a number within its range', () => {
    expect(readNumber('port', '8123', { max: 65_535 })).toBe(8123);
  });

  test.each(['', 'x', '-1', '65536'])('refuses "%s", naming flag and range', (text) => {
    expect(() => readNumber('port', text, { max: 65_535 })).toThrow(
      `--port must be a number from 0 to 65535, not "${text}".`,
    );
  });
});
