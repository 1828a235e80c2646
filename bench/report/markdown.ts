// Tables and numbers of the reports, as Markdown.
import { cpus } from 'node:os';
import type { Ratio } from '#bench/harness/statistics.ts';
import type { Verdict } from './judge.ts';

/** The first column is text, the others are numbers. */
export const formatTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** `1.24 (1.15 to 1.28)`; without bounds where both are the median. */
export const formatRatio = ({ median, low, high }: Ratio): string => {
  const [middle, from, to] = [median, low, high].map((value) => value.toFixed(2));
  return from === to ? `${middle}` : `${middle} (${from} to ${to})`;
};

const formatMeasured = ({ measured, unit }: Verdict): string =>
  unit === '×' ? formatRatio(measured) : measured.median.toFixed(0);

export const formatVerdicts = (verdicts: readonly Verdict[]): string =>
  formatTable(
    ['limit', 'of', 'measured', 'limit', 'reach', ''],
    verdicts.map((verdict) => {
      const { name, metric, subject, limit, reach, unit, holds } = verdict;
      const goal = reach === undefined ? '' : `${reach} ${unit}`;
      const outcome = holds ? 'holds' : '**broken**';
      return [`\`${name}\`: ${metric}`, subject, formatMeasured(verdict), `${limit} ${unit}`, goal, outcome];
    }),
  );

/** `2 cores (AMD EPYC), Node 24.21.0, 2026-11-24` */
export const describeMachine = (): string => {
  const processor = cpus()[0]?.model.trim();
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} cores (${processor}), Node ${process.versions.node}, ${date}`;
};
