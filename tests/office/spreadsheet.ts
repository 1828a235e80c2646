// LibreOffice without a window: opens a file and saves it in a format.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { soffice } from '#tests/support/requireOffice.ts';

/** UTF-8, as its dialog finds by the byte order mark: https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html */
const csvOptions = (separator: string): string => `${separator.charCodeAt(0)},34,76,1`;

/** A file, and how it is opened: by its separator where it is CSV. */
export type Sheet = { bytes: Buffer; separator?: string | undefined };

/** Opens the file and saves it, as a person does who changes nothing. */
export const resave = async ({ bytes, separator }: Sheet, format: 'csv' | 'xlsx'): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-office-'));
  try {
    const source = join(folder, separator === undefined ? 'in.xlsx' : 'in.csv');
    await writeFile(source, bytes);
    const opened = separator === undefined ? [] : [`--infilter=CSV:${csvOptions(separator)}`];
    const saved =
      format === 'csv' ? `csv:Text - txt - csv (StarCalc):${csvOptions(separator ?? ',')}` : format;
    const output = join(folder, 'out');
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const options = [profile, '--headless', ...opened, '--convert-to', saved, '--outdir', output, source];
    await promisify(execFile)(soffice(), options);
    return await readFile(join(output, `in.${format}`));
  } finally {
    await rm(folder, { recursive: true });
  }
};
