// What every service of docker-compose.local.yml has.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { kebabName, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

type Service = {
  restart?: string;
  ports?: string[];
  logging?: { driver: string; options?: object };
  healthcheck?: { test: string };
};

const text = readFileSync(join(root, 'docker-compose.local.yml'), 'utf8');
// Every service refers to the same few anchors, which the parser takes for an attack when there are many services.
const services = Object.entries(
  parse(text, { merge: true, maxAliasCount: -1 }).services as Record<string, Service>,
);

describe.each(services)('%s', (name, { restart, ports = [], logging, healthcheck }) => {
  test('is started again when it fails, unless others wait for its end', () => {
    expect(restart).toBe(['install', 'accounts'].includes(name) ? 'no' : 'on-failure');
  });

  // Docker's driver `local` keeps five files of 20 MB, compressed, and takes no option that another driver would refuse.
  test("bounds its log, with a driver of the developer's choice", () => {
    expect(logging).toEqual({ driver: `\${LOG_DRIVER:-local}` });
  });

  test('is published on loopback alone', () => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('asks no route in its health check', () => {
    expect(healthcheck?.test ?? '').not.toMatch(/\/users|\/search/);
  });
});

test("the Data API runs in the emulator's image, as its users run it", () => {
  const { build } = Object.fromEntries(services)['data-api'] as { build?: { dockerfile?: string } };
  expect(build?.dockerfile).toBe('packages/data-api-emulator/Dockerfile');
});

test('no image publishes the port of its runtime interface, which answers web pages', () => {
  const images = readFunctions().map(({ name }) => kebabName(name));
  const published = services.filter(([name, { ports }]) => images.includes(name) && ports);
  expect(published).toEqual([]);
});

test('the containers have every folder that what runs in them imports', () => {
  const mounted = [...text.matchAll(/- \.\/(\w+):\/app\//g)].map(([, folder]) => folder as string);
  const sources = globSync(`{${mounted}}/**/*.{ts,mjs,cjs}`, {
    cwd: root,
    exclude: ['**/node_modules', '**/*.test.ts'],
  });
  const imported = sources
    .filter((path) => !path.endsWith('.test.ts') && !path.includes('/test/'))
    .flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import\()\s*'#(\w+)\//g)])
    .map(([, folder]) => folder as string);
  expect([...new Set(imported)].filter((folder) => !mounted.includes(folder))).toEqual([]);
});

test('holds no password: the database makes one of its own', () => {
  expect(text).not.toMatch(/"password":|PASSWORD: |mysql:\/\/\w+:(?!\$\$\(cat)/);
});
