// Checks who imports whom: the rules that keep the functions small and the emulator honest.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const rooms = ['build', 'functions', 'layers', 'local'];

type Import = { from: string; to: string };

/** The repository path that a specifier names, or the specifier itself when it is a package. */
const target = (file: string, specifier: string): string => {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(root, resolve(file, '..', specifier));
  return specifier;
};

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => ({
    from: relative(root, file),
    to: target(file, specifier as string),
  }));

const sources = rooms
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(root, room, path),
    ),
  )
  .filter((path) => /\.(ts|mjs)$/.test(path));
const imports = sources.flatMap(importsOf);
const isTest = ({ from }: Import) => from.endsWith('.test.ts');
const within = (room: string) => (path: string) => path.startsWith(`${room}/`);

/** Imports of files in `room` (tests aside) that reach `forbidden`. */
const offending = (room: string, forbidden: (path: string, from: string) => boolean): Import[] =>
  imports.filter((one) => within(room)(one.from) && !isTest(one) && forbidden(one.to, one.from));

describe('who imports whom', () => {
  test('finds imports to judge', () => {
    expect(imports.length).toBeGreaterThan(0);
  });

  test('functions import layers, packages and their own folder only', () => {
    const folder = (path: string) => path.split('/').slice(0, 2).join('/');
    expect(
      offending(
        'functions',
        (to, from) =>
          within('local')(to) ||
          within('tests')(to) ||
          within('bench')(to) ||
          within('build')(to) ||
          within('deploy')(to) ||
          (within('functions')(to) && folder(to) !== folder(from)),
      ),
    ).toEqual([]);
  });

  test('functions use neither SQL clients nor the AWS SDK nor the environment', () => {
    expect(offending('functions', (to) => to.startsWith('@aws-sdk/') || to === 'node:process')).toEqual([]);
    const readers = sources.filter(
      (path) =>
        within('functions')(relative(root, path)) && readFileSync(path, 'utf8').includes('process.env'),
    );
    expect(readers).toEqual([]);
  });

  test('layers import neither functions nor anything of development', () => {
    expect(
      offending('layers', (to) =>
        ['functions', 'local', 'tests', 'bench', 'build', 'deploy'].some((room) => within(room)(to)),
      ),
    ).toEqual([]);
  });

  test('local imports neither layers nor functions, so the emulator cannot share a bug with its client', () => {
    expect(offending('local', (to) => within('layers')(to) || within('functions')(to))).toEqual([]);
  });

  test('build imports nothing of the service, whose sources it bundles', () => {
    const own = (path: string) =>
      within('build')(path) || !/^(functions|layers|local|tests|bench)\//.test(path);
    expect(offending('build', (to) => !own(to))).toEqual([]);
  });

  test("what is bundled in place of the SDK's client imports Node and parts of the SDK alone", () => {
    const allowed = /^(node:|@aws-sdk\/client-rds-data\/dist-|@smithy\/signature-v4$)/;
    const source = (path: string) => within('build/sdk')(path) && !path.endsWith('.test.ts');
    const offenders = offending('build/sdk', (to) => !within('build/sdk')(to) && !allowed.test(to));
    expect(offenders.filter(({ from }) => source(from))).toEqual([]);
  });

  test('two adapters alone import the AWS SDK', () => {
    const importers = ['functions', 'layers'].flatMap((room) =>
      offending(room, (to) => to.startsWith('@aws-sdk/')),
    );
    expect([...new Set(importers.map(({ from }) => from))].sort()).toEqual([
      'layers/database/dataApi.ts',
      'layers/secrets/secretsManager.ts',
    ]);
  });
});
