// The documents of the HTTP API and of the events are what their sources make of them.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createApiFiles } from '#api/generate/apiFiles.ts';
import { operations } from '#api/operations.ts';
import { hasRoute, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

const files = await createApiFiles();

test.each([...files])('`npm run api` leaves %s as it is', (path, text) => {
  expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('no document is left of an event that nothing takes any more', () => {
  expect(globSync('api/events/*', { cwd: root }).filter((path) => !files.has(path))).toEqual([]);
});

test('api/operations.ts describes every function with a route, and no other', () => {
  const routed = readFunctions().filter(hasRoute);
  expect(Object.keys(operations).sort()).toEqual(routed.map(({ name }) => name).sort());
});
