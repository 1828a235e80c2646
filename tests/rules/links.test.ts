// Links between the documents lead to a file that exists, and to a heading in it.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

const documents = globSync(['*.md', '{docs,packages}/**/*.md'], {
  cwd: root,
  // What is built is read elsewhere: its documents are copies.
  exclude: (path) => /(?:^|\/)(?:node_modules|dist)$/.test(path),
});

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Links in a list's index or a code block are none. */
const linksOf = (path: string): string[] =>
  [
    ...read(path)
      .replaceAll(/```[\s\S]*?```/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, to]) => to as string);

/** As GitHub names the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading as string));

const isBroken = (from: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? join(root, from) : resolve(root, dirname(from), file);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchorsOf(relative(root, target)).includes(anchor);
};

test.each(documents)('%s', (path) => {
  const links = linksOf(path).filter((link) => !/^\w+:/.test(link));
  expect(links.filter((link) => isBroken(path, link))).toEqual([]);
});

test('every alarm leads to what to do about it', () => {
  const alarms = read('docs/operations.md').match(/^\| `\w+Alarm` \|.*$/gm) ?? [];
  expect(alarms.length).toBeGreaterThan(5);
  expect(alarms.filter((row) => !/\]\(#[\w-]+\)/.test(row))).toEqual([]);
});
