import { describe, expect, test } from '@jest/globals';
import { drawBarChart } from './barChart.ts';
import { drawLineChart } from './lineChart.ts';
import { element, escapeText, text } from './svg.ts';

/** The values of one attribute of all elements of a name, in order. */
const attributesOf = (svg: string, name: string, attribute: string): string[] =>
  [...svg.matchAll(new RegExp(`<${name} [^>]*?\\b${attribute}="([^"]*)"`, 'g'))].map(
    ([, value]) => value as string,
  );

describe('svg', () => {
  test('escapes what XML does not allow in text', () => {
    expect(text({ x: 1 }, 'a < b & "c"')).toBe('<text x="1">a &lt; b &amp; &quot;c&quot;</text>');
    expect(escapeText('>')).toBe('&gt;');
  });

  test('rounds numbers to a tenth', () => {
    expect(element('rect', { x: 1.2345 })).toBe('<rect x="1.2"/>');
  });
});

describe('drawBarChart', () => {
  const bar = (label: string, values: number[]) => ({ label, colour: 'own', values, note: '' }) as const;
  const svg = drawBarChart({
    title: 'Cold starts',
    subtitle: '',
    segments: ['init', 'first'],
    bars: [bar('short', [1, 1]), bar('long', [2, 2])],
  });

  test('draws segments in proportion, one behind the other', () => {
    const [, , , first, second, third, fourth] = attributesOf(svg, 'rect', 'width').map(Number);
    expect([first, second, third, fourth]).toEqual([second, first, 2 * Number(first), 2 * Number(first)]);
    const xs = attributesOf(svg, 'rect', 'x').map(Number).slice(2);
    expect(xs[1]).toBeCloseTo(Number(xs[0]) + Number(first), 0);
  });

  test('has colours for dark mode', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
  });
});

describe('drawLineChart', () => {
  const axis = { label: '', scale: 'log', ticks: [1, 10, 100], format: String } as const;
  const svg = drawLineChart({
    title: '',
    subtitle: '',
    x: axis,
    y: axis,
    lines: [
      {
        label: 'a',
        colour: 'own',
        points: [
          [1, 1],
          [10, 10],
          [100, 100],
        ],
      },
    ],
  });

  test('places powers of ten at equal distances', () => {
    const [a = 0, b = 0, c = 0] = attributesOf(svg, 'circle', 'cx').map(Number);
    expect(b - a).toBeCloseTo(c - b, 0);
    expect(b).toBeGreaterThan(a);
  });

  test('draws higher values further up', () => {
    const [low = 0, , high = 0] = attributesOf(svg, 'circle', 'cy').map(Number);
    expect(high).toBeLessThan(low);
  });
});
