// The documents of the HTTP API and of the events are what their sources make of them.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { currentContract, releasedContract } from '#api/contract.ts';
import { createApiFiles, readVersion } from '#api/generate/apiFiles.ts';
import { operations } from '#api/operations.ts';
import { isGreater } from '#api/release/version.ts';
import { type FunctionDeclaration, hasRoute, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';

const files = await createApiFiles();

test.each([...files])('`npm run api` leaves %s as it is', (path, text) => {
  expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('every example of an event is one that its schema allows', () => {
  for (const [type, schema] of Object.entries(currentContract().events)) {
    const { examples } = schema as { examples: unknown[] };
    const allows = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect({ type, refused: examples.filter((example) => !allows(example)) }).toEqual({ type, refused: [] });
    expect(examples.length).toBeGreaterThan(0);
  }
});

test('a contract has been released, whose version is not ahead of the one in package.json', () => {
  const { version } = releasedContract().openapi.info;
  expect(isGreater(version, readVersion())).toBe(false);
});

test('no document is left of an event that nothing takes any more', () => {
  expect(globSync('api/events/*', { cwd: root }).filter((path) => !files.has(path))).toEqual([]);
});

test('api/operations.ts describes every operation that has been released, and no function without a route', () => {
  const routed = readFunctions().filter(hasRoute);
  const released = Object.keys(releasedContract().openapi.paths);
  const paths = ({ events }: FunctionDeclaration) =>
    Object.values(events)
      .flat()
      .map(({ httpApi }) => httpApi?.path);
  const needed = routed.filter((declared) => paths(declared).some((path) => path && released.includes(path)));
  const described = Object.keys(operations);
  expect(needed.map(({ name }) => name).filter((name) => !described.includes(name))).toEqual([]);
  expect(described.filter((name) => !routed.some((declared) => declared.name === name))).toEqual([]);
});
