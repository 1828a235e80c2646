import { expect, test } from '@jest/globals';
import { formatBars, formatRatio, formatTable } from './markdown.ts';

test('aligns text left and numbers right', () => {
  expect(formatTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | --: |\n| x | 1 |');
});

test('shows bounds where they differ from the median', () => {
  expect(formatRatio({ median: 1.241, low: 1.15, high: 1.284 })).toBe('1.24 (1.15 to 1.28)');
  expect(formatRatio({ median: 1, low: 1, high: 1 })).toBe('1.00');
});

test('draws bars from 0 to above the longest', () => {
  expect(
    formatBars('Cold start', 'ms', [
      ['no-op', 138.44],
      ['Hono', 332.4],
    ]),
  ).toBe(`\`\`\`mermaid
xychart-beta horizontal
  title "Cold start"
  x-axis ["no-op", "Hono"]
  y-axis "ms" 0 --> 333
  bar [138.44, 332.40]
\`\`\``);
});
