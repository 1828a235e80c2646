// docs/commands.md explains every command of package.json, and each installs what it needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>;
const commands = Object.keys(scripts);

test('every command is explained', () => {
  const document = read('docs/commands.md');
  const spellings = (name: string) => [`npm run ${name}`, `npm ${name}`];
  const explains = (name: string) =>
    spellings(name).some((spelling) => new RegExp(`${spelling}(?![\\w:-])`).test(document));
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.filter((name) => !explains(name))).toEqual([]);
});

test('nothing is explained that is no command', () => {
  const named = [...read('docs/commands.md').matchAll(/npm run ([\w:-]+)(?![\w:-]| -w)/g)].map(
    ([, name]) => name,
  );
  expect(named.filter((name) => !commands.includes(name as string))).toEqual([]);
});

test('every command installs what is missing and runs on Node 24, in a line that every shell reads', () => {
  const { check, ...programs } = scripts;
  expect(Object.values(programs).filter((script) => !script.startsWith('node tools/run.mjs '))).toEqual([]);
  expect(check).toMatch(/^npm run --silent lint && /);
});
