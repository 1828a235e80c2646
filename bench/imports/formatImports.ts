// Writes docs/reports/imports.md from what was measured.
import type { Verdict } from '#bench/harness/judge.ts';
import { describeMachine, formatCount, formatTable, formatVerdicts } from '#bench/harness/markdown.ts';
import { median } from '#bench/harness/statistics.ts';
import type { ReadMeasurement } from './readProgram.ts';

export type ImportMeasurements = {
  lines: number;
  rounds: number;
  /** Lines per second by way, round by round. */
  rates: ReadonlyMap<string, number[]>;
  workbook: ReadMeasurement;
  long: ReadMeasurement;
};

const formatRead = (name: string, { rows, readMs, elapsedMs, peakBytes }: ReadMeasurement): string[] => [
  name,
  formatCount(rows),
  formatCount((1_000 * rows) / readMs),
  formatCount((1_000 * rows) / elapsedMs),
  formatCount(peakBytes / 1_000_000),
];

export const formatImports = (
  command: string,
  { lines, rounds, rates, workbook, long }: ImportMeasurements,
  verdicts: readonly Verdict[],
): string => `# Imports

The output of \`${command}\`: ${describeMachine()}, medians of ${rounds} rounds of ${formatCount(lines)} lines.

Lines per second that \`importUsers\` lets into an empty directory through the Data API emulator; the function's code, the
emulator and the database share the machine.

${formatTable(
  ['', 'lines per second'],
  [...rates].map(([way, values]) => [way, formatCount(median(values))]),
)}

Long files in a process of its own, without a database:

${formatTable(
  ['', 'rows', 'read per second', 'imported per second', 'MB of memory at most'],
  [formatRead('.xlsx', workbook), formatRead('UTF-8, commas', long)],
)}

A limit holds by its median; the command exits with 1 where one is broken.

${formatVerdicts(verdicts)}
`;
