// The licences of what the package carries and brings along, as its README lists them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

const { dependencies } = JSON.parse(read('package.json'));
const [, licences = ''] = read('README.md').split('## Licences');

const licenceOf = (name: string): string => {
  const paths = createRequire(join(folder, 'package.json')).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return JSON.parse(readFileSync(join(path, name, 'package.json'), 'utf8')).license;
    } catch {}
  }
  throw new Error(`${name} is not installed.`);
};

test.each(Object.keys(dependencies))('the README lists the licence of %s', (name) => {
  const sentence = licences.slice(licences.indexOf(name));
  expect(sentence.match(/\(([^)]+)\)/)?.[1]).toBe(licenceOf(name));
  expect(licences).toContain(name);
});

test('the README lists the licence of Preact, which the page contains', () => {
  expect(licences).toContain(`Preact (${licenceOf('preact')}, \`LICENSE.preact\`)`);
});
