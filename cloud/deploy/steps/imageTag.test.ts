import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hashIngredients, type Ingredients } from './imageTag.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'users-service-tag-'));
});
afterEach(() => rmSync(home, { recursive: true }));

let ingredients: Ingredients;

const write = (path: string, text: string): void => {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), text);
};

beforeEach(() => {
  write('Dockerfile', 'FROM base');
  write('image/build.ts', 'a');
  write('task/functions/x/handler.mjs', 'b');
  const folders = [join(home, 'task'), join(home, 'image')];
  ingredients = { folders, dockerfile: join(home, 'Dockerfile'), base: 'base', platform: 'linux/arm64' };
});

test.each([
  ['the same files', () => write('image/build.ts', 'a')],
  ['a test beside the build', () => write('image/build.test.ts', 'c')],
])('stays with %s', async (_ingredient, change) => {
  const tag = await hashIngredients(ingredients);
  expect(tag).toMatch(/^[\da-f]{32}$/);
  change();
  expect(await hashIngredients(ingredients)).toBe(tag);
});

test.each([
  ['a file of the task root', () => write('task/functions/x/handler.mjs', 'c')],
  ['the name of a file', () => write('task/other.mjs', '')],
  ['the build', () => write('image/build.ts', 'c')],
  ['the Dockerfile', () => write('Dockerfile', 'FROM other')],
  ['the base', () => Object.assign(ingredients, { base: 'other' })],
  ['the platform', () => Object.assign(ingredients, { platform: 'linux/amd64' })],
])('changes with %s', async (_ingredient, change) => {
  const tag = await hashIngredients(ingredients);
  change();
  expect(await hashIngredients(ingredients)).not.toBe(tag);
});
