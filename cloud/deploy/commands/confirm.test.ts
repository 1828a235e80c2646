import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { confirmForward, confirmRemoval } from './confirm.ts';

const ask = async (answer: string, { yes = false, isTTY = true } = {}) => {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  input.write(`${answer}\n`);
  const outcome = await confirmRemoval('dev', ['the API'], { yes, input, output }).then(
    () => 'agreed',
    (error: Error) => error.message,
  );
  return { outcome, shown: String(output.read()) };
};

test('agrees when the stage is typed, after saying what is lost', async () => {
  const { outcome, shown } = await ask('dev');
  expect(outcome).toBe('agreed');
  expect(shown).toContain('Removing the stage dev loses:\n  - the API\n');
});

test.each(['', 'y', 'prod', 'de', 'devel', 'dev 2', 'DEV'])(
  'does not agree when "%s" is typed',
  async (answer) => {
    expect((await ask(answer)).outcome).toBe('Nothing was removed.');
  },
);

test('does not agree where nobody can be asked', async () => {
  expect((await ask('dev', { isTTY: false })).outcome).toContain('--yes was not given');
});

test('asks nobody with --yes', async () => {
  expect((await ask('', { yes: true, isTTY: false })).outcome).toBe('agreed');
});

const askForward = async (answer: string, { forward = false, isTTY = true } = {}) => {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  input.write(`${answer}\n`);
  const outcome = await confirmForward(['getUsers: 3 to 4'], { forward, input, output }).then(
    () => 'agreed',
    (error: Error) => error.message,
  );
  return { outcome, shown: String(output.read()) };
};

test('moves callers forward when forward is typed, after saying which rollback is undone', async () => {
  const { outcome, shown } = await askForward('forward');
  expect(outcome).toBe('agreed');
  expect(shown).toContain('This deployment undoes a rollback:\n  - getUsers: 3 to 4\n');
});

test.each(['', 'y', 'forwards', 'forward 2', 'Forward'])(
  'does not move callers forward when "%s" is typed',
  async (answer) => {
    expect((await askForward(answer)).outcome).toBe('Callers stay where they are.');
  },
);

test('does not move callers forward where nobody can be asked', async () => {
  expect((await askForward('forward', { isTTY: false })).outcome).toContain('--forward was not given');
});

test('asks nobody with --forward', async () => {
  expect((await askForward('', { forward: true, isTTY: false })).outcome).toBe('agreed');
});
