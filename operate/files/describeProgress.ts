// What a person is told while a file is uploaded, imported or downloaded.
import type { ExportForm, ImportResult } from '#layers/people/bucketLayout.ts';
import { maxSheetRows } from '#layers/people/exports/tables/workbookParts.ts';

const longBar = 20;
const shortBar = 10;

const bar = (share: number, length: number): string => {
  const filled = Math.round(length * share);
  const percent = String(Math.floor(100 * share)).padStart(3);
  return `[${'#'.repeat(filled)}${'-'.repeat(length - filled)}] ${percent} %`;
};

const count = (value: number): string => Math.round(value).toLocaleString('en');

const shareOf = (done: number, total: number): number => (total === 0 ? 1 : Math.min(done / total, 1));

/** Both in the unit of the total: `24.0 of 48.0 MB`, `1 of 2 kB`. */
const describeShare = (done: number, total: number): string => {
  if (total < 1_000_000) return `${Math.ceil(done / 1_000)} of ${Math.ceil(total / 1_000)} kB`;
  return `${(done / 1_000_000).toFixed(1)} of ${(total / 1_000_000).toFixed(1)} MB`;
};

/** `[##########----------]  50 %  24.0 of 48.0 MB` */
export const describeBytes = (done: number, total: number): string =>
  `${bar(shareOf(done, total), longBar)}  ${describeShare(done, total)}`;

/** `1:05 left`, at the speed so far; nothing before the first row. */
const describeTimeLeft = ({ bytes, counts, rowsPerS }: ImportResult): string => {
  const bytesPerS = (rowsPerS * bytes.read) / counts.read;
  if (!(bytesPerS > 0)) return '';
  const leftS = Math.ceil((bytes.total - bytes.read) / bytesPerS);
  return `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')} left`;
};

/** Fits 80 columns, but for counts of millions, which take a second row. */
export const describeImport = (result: ImportResult): string => {
  const { bytes, counts, rowsPerS } = result;
  const parts = [
    bar(shareOf(bytes.read, bytes.total), shortBar),
    describeTimeLeft(result),
    `applied ${count(counts.applied)}`,
    counts.unchanged > 0 && `unchanged ${count(counts.unchanged)}`,
    counts.rejected > 0 && `rejected ${count(counts.rejected)}`,
    `${count(rowsPerS)} rows/s`,
  ];
  return parts.filter((part) => part).join('  ');
};

const describeViolations = (violations: ImportResult['violations'] = {}): string[] => {
  const sorted = Object.entries(violations).toSorted(([, a], [, b]) => b - a);
  const width = Math.max(0, ...sorted.map(([, rows]) => count(rows).length));
  return sorted.map(([rule, rows]) => `  ${count(rows).padStart(width)}  ${rule}`);
};

/** The last lines of an import: its counts, and what a person should know of them. */
export const describeEnd = ({
  counts,
  violations,
  file,
  reason,
  onlyPossible = 0,
}: ImportResult): string[] => {
  const { leftOut = [] } = file?.columns ?? {};
  return [
    `Read ${count(counts.read)}: applied ${count(counts.applied)}  unchanged ${count(counts.unchanged)}  rejected ${count(counts.rejected)}`,
    ...describeViolations(violations),
    ...(counts.unchanged > 0 && reason === undefined
      ? ['Unchanged: the directory has newer states of these people.']
      : []),
    ...(onlyPossible > 0
      ? [`${count(onlyPossible)} numbers have a length of their country, but no range that it has assigned.`]
      : []),
    ...(leftOut.length > 0 ? [`Columns left out: ${leftOut.join(', ')}`] : []),
  ];
};

/** People in a sheet below its header. */
const sheetPeople = maxSheetRows - 1;

const describeSheets = (people: number): string[] => {
  const sheets = Math.ceil(people / sheetPeople);
  if (sheets <= 1) return [];
  return [`In ${sheets} sheets, each imported by itself: --sheet people, --sheet 'people 2' …`];
};

/** The last lines of an export. */
export const describeExport = (
  file: string,
  form: ExportForm,
  { key, count: people, sha256 }: { key: string; count: number; sha256: string },
): string[] => [
  `Saved ${file}: ${count(people)} people of ${key}`,
  `SHA-256 ${sha256}`,
  ...(form === 'xlsx' ? describeSheets(people) : []),
];
