import { expect, test } from '@jest/globals';
import { bundledPackages, keepPackages } from './sbomOf.ts';

const output = (inputs: Record<string, number>) => ({
  inputs: {},
  outputs: {
    'bundle.cjs': {
      bytes: 1,
      imports: [],
      exports: [],
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]),
      ),
    },
  },
});

test('a bundle has the packages that it has bytes of', () => {
  const metafile = output({
    'layers/entry/http/a.ts': 5,
    'node_modules/zod/index.js': 5,
    'node_modules/a/node_modules/@scope/b/index.js': 5,
    'node_modules/unused/index.js': 0,
  });
  expect([...bundledPackages([metafile])]).toEqual(['zod', '@scope/b']);
});

test('a bill of materials keeps these packages, and what they depend on among them', () => {
  const component = (name: string, group?: string) => ({ name, 'bom-ref': name, ...(group && { group }) });
  const sbom = {
    bomFormat: 'CycloneDX',
    components: [component('zod'), component('b', '@scope'), component('jest')],
    dependencies: [
      { ref: 'zod', dependsOn: ['b', 'jest'] },
      { ref: 'jest', dependsOn: ['zod'] },
    ],
  };
  expect(keepPackages(sbom, new Set(['zod', '@scope/b']))).toEqual({
    bomFormat: 'CycloneDX',
    components: [component('zod'), component('b', '@scope')],
    dependencies: [{ ref: 'zod', dependsOn: ['b'] }],
  });
});
