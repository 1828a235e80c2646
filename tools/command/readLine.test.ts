import { describe, expect, test } from '@jest/globals';
import { readLine } from './readLine.ts';

const command = {
  name: 'npm run serve',
  description: 'Serves.',
  arguments: {
    count: { type: 'number', min: 1, max: 9, description: 'how many' },
    kind: { isOptional: true, choices: ['small', 'large'], description: 'of which size' },
  },
  options: {
    dryRun: { type: 'boolean', description: 'changes nothing' },
    port: { type: 'number', max: 65_535, default: 80, description: 'the port' },
    host: { description: 'the address' },
    param: { multiple: true, description: 'a parameter' },
  },
} as const;

test('reads options, in any place, and arguments as they are declared', () => {
  const line = ['3', '--port', '8123', '--param', 'a=1', 'large', '--param=b', '--dry-run'];
  expect(readLine(command, line)).toEqual({
    count: 3,
    kind: 'large',
    dryRun: true,
    port: 8123,
    host: undefined,
    param: ['a=1', 'b'],
  });
});

test('takes defaults where nothing is given', () => {
  const values = { count: 3, kind: undefined, dryRun: false, port: 80, host: undefined, param: [] };
  expect(readLine(command, ['3'])).toEqual(values);
});

test('takes all words that are left for the last argument', () => {
  const build = { ...command, arguments: { name: { multiple: true, description: 'a function' } } } as const;
  expect(readLine(build, ['a', 'b'])).toMatchObject({ name: ['a', 'b'] });
  expect(readLine(build, [])).toMatchObject({ name: [] });
});

describe('refuses with status 2', () => {
  test.each([
    ['an unknown option', ['3', '--prot', '1'], 'There is no option --prot. Did you mean --port? --help'],
    ['an option that nothing is near', ['3', '-x'], 'There is no option -x. --help explains it.'],
    ['an option without its value', ['3', '--host'], "Option '--host <value>' argument missing. --help"],
    ['a value for a switch', ['3', '--dry-run=1'], "Option '--dry-run' does not take an argument. --help"],
    ['a missing argument', [], '<count> is missing. Usage: npm run serve -- <count> [<kind>] [options]'],
    ['an argument too many', ['3', 'large', 'x'], 'Unexpected argument "x". Usage: npm run serve'],
    ['another choice', ['3', 'lage'], '<kind> must be one of small, large, not "lage". Did you mean large?'],
    ['a word for a number', ['x'], '<count> must be a number from 1 to 9, not "x".'],
    ['an empty text for a number', ['3', '--port='], '--port must be a number from 0 to 65535, not "".'],
    ['a number out of range', ['10'], '<count> must be a number from 1 to 9, not "10".'],
  ])('%s', (_case, line, sentence) => {
    expect(() => readLine(command, line)).toThrow(
      expect.objectContaining({ exitStatus: 2, message: expect.stringContaining(sentence) }),
    );
  });

  test('an option that is required and not given', () => {
    const options = { stage: { isRequired: true, description: 'the stage' } } as const;
    expect(() => readLine({ name: 'npm run deploy', description: '', options }, [])).toThrow(
      '--stage is required.',
    );
  });
});
