// DIFFERENCES.md has a line for each check of a difference or a choice, and no other.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const page = readFileSync(join(import.meta.dirname, '../DIFFERENCES.md'), 'utf8');
const [, known = '', chosen = ''] = page.split(/^## .*$/m);

/** Titles that a check is called by, not those put together from types and operations. */
const titles = (kind: 'differing' | 'undocumented', pattern: string): string[] =>
  globSync(pattern, { cwd: import.meta.dirname })
    .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(new RegExp(`\\b${kind}\\(\\s*(['"])(.*?)\\1,`, 'g'))])
    .map(([, , title]) => title as string);

test('the known differences are the checks of differences.test.ts', () => {
  const lines = [...known.matchAll(/^\| ([^|]+?) \|/gm)].map(([, line]) => line).slice(1);
  expect(lines).toEqual(titles('differing', 'differences.test.ts'));
});

test('the choices are the checks of all files that no source supports', () => {
  const lines = [...chosen.matchAll(/^- (.+)$/gm)].map(([, line]) => line);
  expect(lines.toSorted()).toEqual(titles('undocumented', '{,operations/}*.test.ts').toSorted());
});
