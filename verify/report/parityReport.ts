// docs/reports/parity.md: what each place has answered when it was last verified.
import type { CheckOutcome } from '../runChecks.ts';
import type { Place } from '../system/system.ts';

export const parityFile = 'docs/reports/parity.md';

const places: readonly Place[] = ['local cloud', 'AWS'];

type Cells = Readonly<Record<Place, string>>;

const never: Cells = { 'local cloud': 'not run', AWS: 'not run' };

/** The cells of a report by row, as they were written. */
const readCells = (report: string): Map<string, Cells> => {
  const rows = report.matchAll(/^\| (?!what |--)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm);
  return new Map(
    [...rows].map(([, what = '', local = '', AWS = '']) => [what, { 'local cloud': local, AWS }]),
  );
};

const describe = ({ result, met, reason }: CheckOutcome): string => {
  if (result === 'passed') return `passed (${met})`;
  return `${result}: ${(reason ?? '').replaceAll(/[|\n]/g, ' ')}`;
};

const head = `# Parity

The output of \`npm run verify -- --slow --write\`, which replaces the column of the place that it was run against: what a
running system has answered to the same questions, in the local cloud of \`npm start\` and in AWS. In brackets: how many
expectations were met.

| what | ${places.join(' | ')} |
|---|---|---|
`;

/** `report` is the present one; the column of the other place stays, for the checks that still exist. */
export const updateReport = (report: string, place: Place, outcomes: readonly CheckOutcome[]): string => {
  const present = readCells(report);
  const rows = outcomes.map((outcome) => {
    const cells = { ...(present.get(outcome.what) ?? never), [place]: describe(outcome) };
    return `| ${outcome.what} | ${places.map((name) => cells[name]).join(' | ')} |\n`;
  });
  return `${head}${rows.join('')}`;
};
