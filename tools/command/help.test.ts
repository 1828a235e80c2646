import { expect, test } from '@jest/globals';
import { helpOf, usageOf } from './help.ts';

const command = {
  name: 'npm run serve',
  description: `Serves a folder over HTTP until it is ended, and prints a line for each request that it answers.

    Ctrl-C ends it.`,
  arguments: { folder: { description: 'what is served' } },
  options: {
    port: { type: 'number', default: 80, description: 'the port to listen on' },
    allowHost: {
      placeholder: 'name',
      multiple: true,
      description: 'a name besides localhost by which clients may call it, wherever they are in the network',
    },
    aVeryLongNameOfAnOption: { choices: ['a', 'b'], description: 'is there' },
  },
  environment: { HOST: 'the address' },
  examples: ['npm run serve -- dist'],
} as const;

test('describes a command in 80 columns', () => {
  expect(helpOf(command)).toBe(`npm run serve -- <folder> [options]

Serves a folder over HTTP until it is ended, and prints a line for each request
that it answers.

Ctrl-C ends it.

Arguments:
  <folder>  what is served

Options:
  --port <port>               the port to listen on (default: 80)
  --allow-host <name>         a name besides localhost by which clients may call
                              it, wherever they are in the network (repeatable)
  --a-very-long-name-of-an-option <a-very-long-name-of-an-option>
                              is there: a, b

Environment:
  HOST  the address

Examples:
  npm run serve -- dist`);
});

test.each([
  [{ name: 'npm run api', description: '' }, 'npm run api'],
  [{ name: 'node serve.ts', description: '', options: {} }, 'node serve.ts [options]'],
])('shows how %j is typed', (declared, usage) => {
  expect(usageOf(declared)).toBe(usage);
});
