// Tables, charts and numbers of the reports, as Markdown.
import { cpus } from 'node:os';
import type { Verdict } from './judge.ts';
import type { Ratio } from './statistics.ts';

/** The first column is text, the others are numbers. */
export const formatTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Bars, which GitHub and most editors draw: https://mermaid.js.org/syntax/xyChart.html */
export const formatBars = (
  title: string,
  unit: string,
  bars: readonly (readonly [string, number])[],
): string =>
  [
    '```mermaid',
    'xychart-beta horizontal',
    `  title "${title}"`,
    `  x-axis [${bars.map(([label]) => `"${label}"`).join(', ')}]`,
    `  y-axis "${unit}" 0 --> ${Math.ceil(Math.max(...bars.map(([, value]) => value)))}`,
    `  bar [${bars.map(([, value]) => value.toFixed(2)).join(', ')}]`,
    '```',
  ].join('\n');

/** `1.24 (1.15 to 1.28)`; without bounds where both are the median. */
export const formatRatio = ({ median, low, high }: Ratio): string => {
  const [middle, from, to] = [median, low, high].map((value) => value.toFixed(2));
  return from === to ? `${middle}` : `${middle} (${from} to ${to})`;
};

export const formatCount = (count: number): string => Math.round(count).toLocaleString('en');

export const formatVerdicts = (verdicts: readonly Verdict[]): string =>
  formatTable(
    ['limit', 'of', 'measured', 'limit', ''],
    verdicts.map(({ name, metric, subject, measured, limit, unit, isFloor, holds }) => [
      `\`${name}\`: ${metric}`,
      subject,
      unit === '×' ? formatRatio(measured) : measured.median.toFixed(0),
      `${isFloor ? 'at least ' : ''}${limit} ${unit}`,
      holds ? 'holds' : '**broken**',
    ]),
  );

/** `2 cores (AMD EPYC), Node 24.21.0, 2026-11-24` */
export const describeMachine = (): string => {
  const processor = cpus()[0]?.model.trim();
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores (${processor}), Node ${process.versions.node}, ${date}`;
};
