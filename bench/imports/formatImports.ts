// The report of the bench of imports.
import type { Verdict } from '#bench/report/judge.ts';
import { describeMachine, formatTable, formatVerdicts } from '#bench/report/markdown.ts';
import type { ImportResult } from './measureImport.ts';

export type ImportMeasurements = {
  rounds: number;
  /** Milliseconds per line, of each round. */
  imported: readonly number[];
  oneByOne: readonly number[];
  /** Of whole files, the smallest first. */
  files: readonly (ImportResult & { loadDataMs: number })[];
  database: string;
};

const inThousands = (count: number): string => Math.round(count).toLocaleString('en');
const perSecond = (lines: number, elapsedMs: number): string => inThousands((lines / elapsedMs) * 1_000);

export const formatImports = (
  command: string,
  { rounds, files, database }: ImportMeasurements,
  verdicts: readonly Verdict[],
): string => `# Imports

The output of \`${command}\`: ${describeMachine()}, ${database}.

\`importUsers\` in a process of its own reads a file from the local bucket and lets people into an empty directory through the Data
API emulator, all on one machine; one line in a thousand is refused. \`LOAD DATA\` brings the same file into an empty table
with a unique address, on the same server: without checks, order, rejects or a Data API.

${formatTable(
  [
    'lines',
    'lines per second',
    "s of the function's CPU per million lines",
    'MB of memory, at most',
    'LOAD DATA, lines per second',
  ],
  files.map(({ lines, elapsedMs, cpuMs, residentBytes, loadDataMs }) => [
    inThousands(lines),
    perSecond(lines, elapsedMs),
    ((cpuMs / lines) * 1_000).toFixed(1),
    (residentBytes / 2 ** 20).toFixed(0),
    perSecond(lines, loadDataMs),
  ]),
)}

Beside an importer that sends a plain \`INSERT … ON DUPLICATE KEY UPDATE\` per line through the same Data API, in ${rounds} rounds:

${formatVerdicts(verdicts)}
`;
