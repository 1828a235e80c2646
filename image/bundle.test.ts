import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { bundle } from './bundle.ts';
import { packageOf } from './sizeTable.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-service-bundle-'));

/** The paths of the repository whose code the bundle has. */
const bundled = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const name of ['searchUser', 'migrate']) {
    const { outputs } = await bundle(name, { folder: join(folder, name), without: 'codeCache' });
    const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
    bundled.set(
      name,
      inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
    );
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['searchUser', 'migrate'])('the bundle of %s', (name) => {
  const paths = () => bundled.get(name) as readonly string[];

  test("has the SDK's own client of the Data API", () => {
    expect(paths()).toContain('node_modules/@aws-sdk/client-rds-data/dist-es/RDSDataClient.js');
  });

  test('has nothing of ours but its function and the layers', () => {
    const ours = paths().filter((path) => !path.startsWith('node_modules/'));
    const foreign = ours.filter((path) => !/^(functions|layers)\//.test(path) && path !== 'entry.ts');
    expect(foreign).toEqual([]);
    expect(ours).toContain(`functions/${name}/handler.ts`);
  });

  test('has the credential providers of Lambda, and the start of the default chain, which the client imports', () => {
    const packages = new Set(paths().map(packageOf));
    expect([...packages].filter((path) => path.includes('credential-provider')).sort()).toEqual([
      '@aws-sdk/credential-provider-env',
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-node',
      '@aws-sdk/credential-providers',
    ]);
  });

  test('has neither the large variant of zod nor its languages', () => {
    const zod = paths().filter((path) => packageOf(path) === 'zod');
    expect(zod.length).toBeGreaterThan(0);
    expect(zod.filter((path) => /\/(classic|locales)\//.test(path))).toEqual([]);
  });

  test('is ASCII, which V8 keeps in one byte per character', () => {
    const text = readFileSync(join(folder, name, 'functions', name, 'bundle.cjs'));
    expect(text.every((byte) => byte < 128)).toBe(true);
  });
});

test('a task root has the files that its function declares, at their paths in the repository', () => {
  const migration = 'db/migrations/0001_create_directory.sql';
  expect(readFileSync(join(folder, 'migrate', migration), 'utf8')).toBe(
    readFileSync(join(root, migration), 'utf8'),
  );
});
