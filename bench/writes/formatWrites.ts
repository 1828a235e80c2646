// Writes docs/reports/writes.md from what was measured.
import type { Verdict } from '#bench/harness/judge.ts';
import { describeMachine, formatCount, formatTable, formatVerdicts } from '#bench/harness/markdown.ts';
import { median } from '#bench/harness/statistics.ts';

/** Milliseconds per person for one way to let people in, round by round, in a directory of `count` people. */
export type WriteResult = {
  way: string;
  count: number;
  elapsedMs: number[];
  /** Milliseconds of the function's processor time. */
  cpuMs: number[];
};

export type WriteMeasurements = {
  rounds: number;
  /** Those of the smallest directory first. */
  results: readonly WriteResult[];
  /** The server's program, for people. */
  database: string;
};

const formatResult = ({ way, count, elapsedMs, cpuMs }: WriteResult): string[] => [
  way,
  formatCount(count),
  formatCount(1_000 / median(elapsedMs)),
  median(cpuMs).toFixed(3),
];

const head = ['', 'people in the directory', 'people per second', "ms of the function's CPU per person"];

export const formatWrites = (
  command: string,
  { rounds, results, database }: WriteMeasurements,
  verdicts: readonly Verdict[],
): string => `# Writes

The output of \`${command}\`: ${describeMachine()}, ${database}, medians of ${rounds} rounds.

People per second that events (\`syncUsers\`) and files (\`importUsers\`) let in through the Data API emulator; half of them are in
the directory, half are new. The code of the functions, the emulator and the database share the machine; files and jobs are in
memory, and the database keeps all people in memory. \`one by one\` sends a plain \`INSERT … ON DUPLICATE KEY UPDATE\` per person,
checks nothing, and knows no order.

${formatTable(head, results.map(formatResult))}

A limit holds by its median; the command exits with 1 where one is broken.

${formatVerdicts(verdicts)}
`;
