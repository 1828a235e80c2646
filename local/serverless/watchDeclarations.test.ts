import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchDeclarations } from './watchDeclarations.ts';

let folder: string;
let lines: string[];
let look: () => void;

const declare = (name: string, text: string): void => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'function.yml'), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-declarations-'));
  declare('getUsers', 'a');
  lines = [];
  look = watchDeclarations(folder, (line) => lines.push(line));
});
afterEach(() => rmSync(folder, { recursive: true }));

const said = (name: string) => [
  `functions/${name}/function.yml has changed: start npm start again to serve it so.`,
];

test.each<[string, string, () => void]>([
  ['changed', 'getUsers', () => declare('getUsers', 'b')],
  ['added', 'listTeams', () => declare('listTeams', 'a')],
  ['deleted', 'getUsers', () => rmSync(join(folder, 'getUsers'), { recursive: true })],
])('says once that a declaration was %s', (_how, name, change) => {
  change();
  look();
  look();
  expect(lines).toEqual(said(name));
});

test('says nothing of a source file, nor of a declaration that was saved as it was', () => {
  writeFileSync(join(folder, 'getUsers', 'handler.ts'), 'b');
  declare('getUsers', 'a');
  look();
  expect(lines).toEqual([]);
});
