// The packages of packages/ wherever they are installed.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

const descriptions = globSync('packages/*/package.json', { cwd: root });

test('Dockerfile.lambda copies every description, which the lockfile names', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile.lambda'), 'utf8');
  expect(descriptions.length).toBeGreaterThan(1);
  const lines = descriptions.map((path) => `COPY ${path} ${dirname(path)}/\n`);
  expect(lines.filter((line) => !dockerfile.includes(line))).toEqual([]);
});
