import { expect, test } from '@jest/globals';
import { packageOf, sizeTable } from './sizeTable.ts';

test.each([
  ['node_modules/zod/v4/core/core.js', 'zod'],
  ['node_modules/@aws-sdk/core/dist-es/index.js', '@aws-sdk/core'],
  ['node_modules/a/node_modules/@b/c/index.js', '@b/c'],
  ['layers/entry/http/pipeline.ts', 'layers'],
])('counts %s for %s', (path, name) => {
  expect(packageOf(path)).toBe(name);
});

test('has one line a package, the largest first, and the bundles last', () => {
  const input = (bytesInOutput: number) => ({ bytesInOutput });
  const metafile = {
    inputs: {},
    outputs: {
      'handler.mjs': {
        bytes: 4096,
        inputs: {
          'layers/a.ts': input(512),
          'layers/b.ts': input(512),
          'node_modules/zod/a.js': input(2048),
          'node_modules/unused/a.js': input(0),
        },
        imports: [],
        exports: [],
      },
    },
  };
  expect(sizeTable(new Map([['getUsers', metafile]]))).toBe(
    ['KiB     getUsers', 'zod          2.0', 'layers       1.0', 'bundle       4.0'].join('\n'),
  );
});
