// Who imports whom: functions stay small, layers free of development, the emulator honest.
import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';

/** Rooms, and what each may import beside itself. Packages from npm are judged by the tests below. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  functions: ['layers'],
  layers: [],
  api: ['tools', 'functions', 'layers'],
  packages: [],
  tools: [],
  local: ['tools', 'packages', 'api'],
  image: ['tools'],
  cloud: ['tools', 'image'],
  operate: ['tools', 'api', 'layers', 'local', 'packages'],
  verify: ['tools', 'api', 'local', 'operate', 'cloud', 'layers', 'packages'],
  bench: ['tools', 'image', 'functions', 'layers', 'local', 'operate', 'packages', 'tests'],
};

type Import = { from: string; to: string };

/** The repository path that a specifier names, or the specifier itself when it is a package from npm. */
const target = (file: string, specifier: string): string => {
  if (specifier.startsWith('#offline-cloud/')) {
    return specifier.replace('#offline-cloud', 'packages/serverless-offline-cloud/src');
  }
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(root, resolve(file, '..', specifier));
  if (/^(?:data-api-emulator|serverless-offline-cloud|users-client)/.test(specifier))
    return `packages/${specifier}`;
  return specifier;
};

const importsOf = (path: string): Import[] => {
  const file = join(root, path);
  const specifiers = readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...specifiers].map(([, specifier]) => ({ from: path, to: target(file, specifier as string) }));
};

const roomOf = (path: string): string => path.split('/')[0] as string;
const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/');

const rooms = Object.keys(allowed);
const sources = globSync(`{${rooms}}/**/*.{ts,mjs}`, {
  cwd: root,
  exclude: (path) => path === 'node_modules',
})
  .filter((path) => !path.endsWith('.test.ts') && !/^packages\/[^/]+\/test\//.test(path))
  // Functions to be: judged as such once they are written.
  .filter((path) => !path.startsWith('tools/new/templates/'));
const imports = sources.flatMap(importsOf);
const from = (room: string): Import[] => imports.filter((one) => roomOf(one.from) === room);

test('docs/architecture.md has the same table', () => {
  const rows = readFileSync(join(root, 'docs/architecture.md'), 'utf8').matchAll(
    /^\| `(\w+)\/` \| [^|]+ \| ([^|]+) \|$/gm,
  );
  const documented = [...rows].map(([, room, cell]) => [
    room as string,
    [...(cell as string).matchAll(/`(\w+)\/`/g)].map(([, name]) => name as string),
  ]);
  expect(Object.fromEntries(documented)).toEqual({ ...allowed, db: [], tests: [] });
});

test('every room has imports to judge', () => {
  expect(rooms.filter((room) => from(room).length === 0)).toEqual([]);
});

describe.each(rooms)('%s', (room) => {
  test(`imports itself${(allowed[room] as readonly string[]).map((one) => `, ${one}`).join('')} and no other room`, () => {
    const known = [...rooms, 'tests', 'db'];
    const permitted = [room, ...(allowed[room] as readonly string[])];
    expect(
      from(room).filter(({ to }) => known.includes(roomOf(to)) && !permitted.includes(roomOf(to))),
    ).toEqual([]);
  });
});

test('a function imports no other function', () => {
  const offenders = from('functions').filter(
    (one) => roomOf(one.to) === 'functions' && folderOf(one.to) !== folderOf(one.from),
  );
  expect(offenders).toEqual([]);
});

/** What both packages need of a server on a local port. The build of serverless-offline-cloud bundles it. */
const shared: readonly Import[] = [
  { from: 'packages/serverless-offline-cloud', to: 'packages/data-api-emulator/local-server' },
];

test('a package imports no other package of this repository, but for the shared local server', () => {
  const between = from('packages').filter(
    (one) => roomOf(one.to) === 'packages' && folderOf(one.to) !== folderOf(one.from),
  );
  const isShared = (one: Import) =>
    shared.some((pair) => folderOf(one.from) === pair.from && one.to === pair.to);
  expect(between.filter((one) => !isShared(one))).toEqual([]);
});

test('serverless-offline runs the functions: the local cloud starts no thread of its own', () => {
  const isLocal = (path: string) => /^(?:local|packages\/serverless-offline-cloud)\//.test(path);
  expect(imports.filter((one) => isLocal(one.from) && one.to === 'node:worker_threads')).toEqual([]);
  expect(imports.filter((one) => isLocal(one.from) && one.to === 'serverless-offline/lambda')).not.toEqual(
    [],
  );
});

test('verify/ knows of layers/ only the layout of the bucket', () => {
  const known = from('verify').filter(({ to }) => roomOf(to) === 'layers');
  expect([...new Set(known.map(({ to }) => to))]).toEqual(['layers/people/bucketLayout.ts']);
});

test('functions use neither the AWS SDK nor the environment', () => {
  expect(from('functions').filter(({ to }) => to.startsWith('@aws-sdk/'))).toEqual([]);
  const readers = sources.filter(
    (path) => roomOf(path) === 'functions' && readFileSync(join(root, path), 'utf8').includes('process.env'),
  );
  expect(readers).toEqual([]);
});

/** The floors of layers/, from top to bottom. A floor imports itself and those below it, types too. */
const floors = [
  'layers/services.ts',
  'layers/entry',
  'layers/schema',
  'layers/people',
  'layers/aws',
  'layers/base',
];

test('layers/ imports only downwards', () => {
  const depthOf = (path: string): number => floors.indexOf(folderOf(path));
  const within = from('layers').filter(({ to }) => roomOf(to) === 'layers');
  expect(within.filter((one) => depthOf(one.from) === -1 || depthOf(one.to) < depthOf(one.from))).toEqual([]);
});

test('layers/aws alone imports the AWS SDK', () => {
  const users = from('layers').filter(({ to }) => to.startsWith('@aws-sdk/') || to.startsWith('@smithy/'));
  expect(users.filter((one) => folderOf(one.from) !== 'layers/aws')).toEqual([]);
});

/** Files that import each other, directly or through others: each cycle from its first file. */
const findCycles = (edges: readonly Import[]): string[][] => {
  const targets = Map.groupBy(edges, (one) => one.from);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[][] => {
    if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file]];
    if (done.has(file)) return [];
    const cycles = (targets.get(file) ?? []).flatMap(({ to }) => visit(to, [...path, file]));
    done.add(file);
    return cycles;
  };
  return [...targets.keys()].flatMap((file) => visit(file, []));
};

test('no files import each other in a circle', () => {
  expect(findCycles(imports)).toEqual([]);
});

test('a circle of three files is found', () => {
  const circle = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'a' },
  ];
  expect(findCycles(circle)).toEqual([['a', 'b', 'c', 'a']]);
});

const adapters = [
  'layers/aws/dataApi/dataApiDatabase.ts',
  'layers/aws/s3/s3ObjectStore.ts',
  'layers/aws/secretsManager/secretsManager.ts',
  'layers/aws/sqs/sqsQueue.ts',
];

test('the adapters alone import clients of the AWS SDK, and services.ts alone wires them', () => {
  const importers = from('layers').filter(({ to }) => to.startsWith('@aws-sdk/client-'));
  expect([...new Set(importers.map((one) => one.from))].sort()).toEqual(adapters);
  const wiring = from('layers').filter(({ to }) => adapters.includes(to));
  expect([...new Set(wiring.map((one) => one.from))]).toEqual(['layers/services.ts']);
});

test('every client of the AWS SDK has the credentials of the role, as the images leave the default chain out', () => {
  for (const path of adapters) {
    expect(readFileSync(join(root, path), 'utf8')).toContain('credentials: roleCredentials');
  }
});
