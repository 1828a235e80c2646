// The form of an export that a command line asks for.
import { extname } from 'node:path';
import type { ExportForm } from '#layers/people/bucketLayout.ts';
import { UsageError } from '#tools/userError.ts';

export type FormOptions = { plain: boolean; semicolon: boolean; xlsx: boolean };

/** What is asked for, or what the name of the file says. Throws UsageError for two forms, or a name of another. */
export const readForm = (file: string, { plain, semicolon, xlsx }: FormOptions): ExportForm => {
  const asked = Object.entries({ plain, semicolon, xlsx }).flatMap(([form, isAsked]) =>
    isAsked ? [form as ExportForm] : [],
  );
  if (asked.length > 1) throw new UsageError(`Choose one of ${asked.map((form) => `--${form}`).join(', ')}.`);
  const isWorkbook = /^\.xlsx$/i.test(extname(file));
  const form = asked[0] ?? (isWorkbook ? 'xlsx' : 'csv');
  if (isWorkbook === (form === 'xlsx')) return form;
  throw new UsageError(
    isWorkbook
      ? `${file} would be no workbook: name it .csv.`
      : `${file} would be a workbook: name it .xlsx.`,
  );
};
