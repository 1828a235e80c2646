// Every cost that a person reads is one that `npm run cost` computes.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { costFiles, withoutCosts } from '#cloud/cost/costFiles.ts';
import { root } from '#tools/paths.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test.each(Object.entries(costFiles))('`npm run cost -- --docs` leaves %s as it is', (path, update) => {
  expect(update(read(path))).toBe(read(path));
});

test('no document has a sum of dollars outside these tables', () => {
  const dollars = /\$ ?\d+\.\d|\d ?\$(?!\w)|\d (?:US )?dollars|\bUSD\b/;
  const documents = globSync(['README.md', 'docs/*.md'], { cwd: root });
  const found = documents.filter((path) => dollars.test(withoutCosts(read(path))));
  expect(documents.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
});
