// The words of the repository: the headers of files, and the names of exported types.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

const find = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (path) => /(?:^|\/)(?:node_modules|dist)$/.test(path) });
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const sources = find('{functions,layers}/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
const everything = find('{api,bench,cloud,functions,image,layers,local,packages,tests,tools,verify}/**/*.ts');

const exportedTypes = (path: string): string[] =>
  [...read(path).matchAll(/^export (?:abstract )?(?:type|interface|class) (\w+)/gm)].map(
    ([, name]) => name as string,
  );

const utilityTypes = ['Awaited', 'Exclude', 'Extract', 'Omit', 'Parameters', 'Partial', 'Pick', 'Readonly'];
const moreUtilityTypes = ['Record', 'Required', 'ReturnType', 'InstanceType', 'NoInfer', 'NonNullable'];
const globals = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['Request', 'Response', 'Headers', 'FormData', 'Event', 'Performance'],
  ...utilityTypes,
  ...moreUtilityTypes,
]);

test('has sources to judge', () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.flatMap(exportedTypes).length).toBeGreaterThan(20);
});

test.each(sources)('%s says in its first line what it is', (path) => {
  const [line = ''] = read(path).split('\n');
  expect(line).toMatch(/^\/\/ \S/);
  expect(line.length).toBeLessThanOrEqual(100);
  expect(line).not.toMatch(/(?:called|used|built|run|implemented) by/i);
});

test('a header opens with at most 100 characters', () => {
  const opening = (path: string) => read(path).match(/^(?:#!.*\n)?(\/\/.*)/)?.[1] ?? '';
  expect(everything.filter((path) => opening(path).length > 100)).toEqual([]);
});

test('no file names its callers in its header, where such a line rots', () => {
  const callers =
    /\b(?:called (?:by|from)|used (?:by|throughout)|(?:built|run|implemented|quoted) by \w+\.ts)/i;
  const header = (path: string) => read(path).match(/^(?:#!.*\n)?(?:\/\/.*\n)*/)?.[0] ?? '';
  expect(everything.filter((path) => callers.test(header(path)))).toEqual([]);
});

test('an exported type exists once in the repository', () => {
  const files = new Map<string, string[]>();
  for (const path of everything) {
    for (const name of exportedTypes(path)) files.set(name, [...(files.get(name) ?? []), path]);
  }
  const repeated = sources.flatMap(exportedTypes).filter((name) => files.get(name)?.length !== 1);
  expect(repeated.map((name) => [name, files.get(name)])).toEqual([]);
});

test('an exported type shadows no global', () => {
  expect(sources.flatMap(exportedTypes).filter((name) => globals.has(name))).toEqual([]);
});
