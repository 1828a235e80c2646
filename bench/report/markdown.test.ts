import { describe, expect, test } from '@jest/globals';
import { exactly, judge } from './judge.ts';
import { formatRatio, formatTable, formatVerdicts } from './markdown.ts';

test('formatTable aligns all columns but the first to the right', () => {
  expect(formatTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | --: |\n| x | 1 |');
});

describe('formatRatio', () => {
  test('shows the bounds when they differ', () => {
    expect(formatRatio({ median: 1.234, low: 1.1, high: 1.3 })).toBe('1.23 (1.10 to 1.30)');
  });

  test('leaves equal bounds out', () => {
    expect(formatRatio(exactly(1))).toBe('1.00');
  });
});

test('formatVerdicts shows limit, reach and outcome', () => {
  const limits = { speed: { metric: 'request ÷ ping', limit: 2, reach: 1.5, unit: '×' } } as const;
  const table = formatVerdicts([judge(limits, 'speed', 'getUsers', exactly(3))]);
  expect(table.split('\n').at(-1)).toBe(
    '| `speed`: request ÷ ping | getUsers | 3.00 | 2 × | 1.5 × | **broken** |',
  );
});
