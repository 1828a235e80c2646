// What a person is told while a file is uploaded, imported or downloaded.
import type { ExportForm, ImportResult } from '#layers/people/bucketLayout.ts';
import { maxSheetRows } from '#layers/people/exports/tables/workbookParts.ts';

const barLength = 20;
const bytesPerMb = 1_000_000;

const bar = (share: number): string => {
  const filled = Math.round(barLength * share);
  return `[${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}]`;
};

const inMb = (bytes: number): string => (bytes / bytesPerMb).toFixed(1);
const count = (value: number): string => Math.round(value).toLocaleString('en');

const shareOf = (done: number, total: number): number => (total === 0 ? 1 : Math.min(done / total, 1));

/** `[##########----------]  50 %  24.0 of 48.0 MB` */
export const describeBytes = (done: number, total: number): string => {
  const share = shareOf(done, total);
  const percent = String(Math.floor(100 * share)).padStart(3);
  return `${bar(share)} ${percent} %  ${inMb(done)} of ${inMb(total)} MB`;
};

/** `1:05 left`, at the speed so far; nothing before the first row. */
const describeTimeLeft = ({ bytes, counts, rowsPerS }: ImportResult): string => {
  const bytesPerS = (rowsPerS * bytes.read) / counts.read;
  if (!(bytesPerS > 0)) return '';
  const leftS = Math.ceil((bytes.total - bytes.read) / bytesPerS);
  return `  ${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')} left`;
};

const describeCounts = ({ applied, unchanged, rejected }: ImportResult['counts']): string =>
  `applied ${count(applied)}  unchanged ${count(unchanged)}  rejected ${count(rejected)}`;

export const describeImport = (result: ImportResult): string => {
  const { bytes, counts, rowsPerS } = result;
  const speed = `${count(rowsPerS)} rows/s`;
  return `${describeBytes(bytes.read, bytes.total)}  ${speed}  ${describeCounts(counts)}${describeTimeLeft(result)}`;
};

/** The last line of an import. */
export const describeEnd = ({ counts }: ImportResult): string =>
  `Read ${count(counts.read)}: ${describeCounts(counts)}`;

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
