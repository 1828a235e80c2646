import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseEncoding } from './chooseEncoding.ts';

test.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['gzip ; q=0.4,br;Q=0.5', 'br'],
  ['*', 'br'],
  ['*, br;q=0', 'gzip'],
  ['gzip, *;q=0', 'gzip'],
  ['*;q=0.5, gzip', 'gzip'],
  ['identity, br', 'br'],
  ['identity;q=0.5, gzip;q=0.7', 'gzip'],
  ['identity;q=0, gzip;q=0.001', 'gzip'],
  ['br;q=2, gzip', 'gzip'],
  ['br;q=0.4, gzip ; q=0.5', 'gzip'],
  ['br;q=0.4, gzip;q=1', 'gzip'],
  ['br;q=0.4, gzip;q=1.000', 'gzip'],
])('%s chooses %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test.each([
  undefined,
  '',
  'identity',
  'deflate, zstd',
  'br;q=0, gzip;q=0.000',
  '*;q=0',
  'identity, gzip;q=0.5',
  'identity;q=0, *;q=0',
  'brotli',
  'gzip;q=1.5',
  'gzip;q=-1',
  'gzip;level=9',
  ';q=1',
  'x/br',
])('%s chooses none', (header) => {
  expect(chooseEncoding(header)).toBeUndefined();
});

test('never chooses a coding that the caller refuses, or did not name', () => {
  const coding = fc.constantFrom('br', 'gzip', 'identity', 'deflate');
  const weight = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(coding, weight), { selector: ([name]) => name }), (choices) => {
      const header = choices.map(([name, thousandths]) => `${name};q=${(thousandths / 1_000).toFixed(3)}`);
      const encoding = chooseEncoding(header.join(', '));
      const weights = new Map(choices);
      const best = Math.max(weights.get('br') ?? 0, weights.get('gzip') ?? 0);
      if (encoding) expect(weights.get(encoding)).toBe(best);
      expect(encoding !== undefined).toBe(best > 0 && best >= (weights.get('identity') ?? 0));
    }),
  );
});

test('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      expect(['br', 'gzip', undefined]).toContain(chooseEncoding(header));
    }),
  );
});
