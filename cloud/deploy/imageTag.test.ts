import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Ingredients, imageTag } from './imageTag.ts';

let root: string;
let ingredients: Ingredients;

const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'users-service-tag-'));
  write('Dockerfile', 'FROM base');
  write('dist/handler.mjs', 'a');
  write('dist/functions/x/handler.mjs', 'b');
  const [folder, dockerfile] = [join(root, 'dist'), join(root, 'Dockerfile')];
  ingredients = { folder, dockerfile, base: 'base', platform: 'linux/arm64' };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('is the same for the same ingredients', async () => {
  const tag = await imageTag(ingredients);
  expect(tag).toMatch(/^[\da-f]{32}$/);
  write('dist/handler.mjs', 'a');
  expect(await imageTag(ingredients)).toBe(tag);
});

test.each([
  ['a file', () => write('dist/handler.mjs', 'c')],
  ['a name', () => write('dist/other.mjs', '')],
  ['the Dockerfile', () => write('Dockerfile', 'FROM other')],
  ['the base', () => Object.assign(ingredients, { base: 'other' })],
  ['the platform', () => Object.assign(ingredients, { platform: 'linux/amd64' })],
])('changes with %s', async (_what, change) => {
  const tag = await imageTag(ingredients);
  change();
  expect(await imageTag(ingredients)).not.toBe(tag);
});
