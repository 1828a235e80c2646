// LibreOffice without a window: opens a file and saves it in a format.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { soffice } from '#tests/support/requireOffice.ts';

/** https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html */
const charsets = { 'windows-1252': 1, 'utf-8': 76 } as const;

export type Charset = keyof typeof charsets;

const csvOptions = ({ separator, charset = 'utf-8' }: Csv): string =>
  `${separator.charCodeAt(0)},34,${charsets[charset]},1`;

type Csv = { separator: string; charset?: Charset };

/** A file; with `csv` where it is none that names its format. */
export type Sheet = { bytes: Buffer; csv?: Csv | undefined };

/** Converts a file to a format of LibreOffice, such as `xlsx` or `csv:<filter>:<its options>`. */
const convert = async (bytes: Buffer, from: string, to: string, options: string[] = []): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'users-service-office-'));
  try {
    const source = join(folder, `in.${from}`);
    await writeFile(source, bytes);
    const output = join(folder, 'out');
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const words = [profile, '--headless', ...options, '--convert-to', to, '--outdir', output, source];
    await promisify(execFile)(soffice(), words);
    return await readFile(join(output, `in.${to.split(':')[0]}`));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const open = ({ bytes, csv }: Sheet, to: string): Promise<Buffer> =>
  csv ? convert(bytes, 'csv', to, [`--infilter=CSV:${csvOptions(csv)}`]) : convert(bytes, 'xlsx', to);

/** Opens the file and saves it, as a person does who changes nothing. */
export const resave = (sheet: Sheet, format: 'csv' | 'xlsx'): Promise<Buffer> => {
  const csv = sheet.csv ?? { separator: ',' };
  return open(sheet, format === 'csv' ? `csv:Text - txt - csv (StarCalc):${csvOptions(csv)}` : format);
};

const rowIn = 0.18;
const headingsIn = 0.6;

/** The sheet of a flat OpenDocument file, alone on a page of its size, with the headings of its rows and columns. */
const fitPage = (document: string): string => {
  const widths = new Map(
    [...document.matchAll(/style:name="(co\d+)".*?column-width="([\d.]+)in"/gs)].map(([, name, width]) => [
      name,
      Number(width),
    ]),
  );
  const columns = [...document.matchAll(/<table:table-column table:style-name="(co\d+)"/g)];
  const width = columns.reduce((sum, [, name]) => sum + (widths.get(name) ?? 0), headingsIn);
  const height = rowIn * (document.split('<table:table-row').length + 1);
  const size = `fo:page-width="${width}in" fo:page-height="${height}in" fo:margin="0.05in"`;
  return document
    .replace('<style:page-layout-properties', `$& style:print="headers grid" ${size}`)
    .replaceAll(/<style:(header|footer)>.*?<\/style:\1>/gs, '<style:$1 style:display="false"/>');
};

/** A PDF of one page: the CSV file as it looks when it is opened. */
export const toPage = async (bytes: Buffer, csv: Csv): Promise<Buffer> => {
  const document = await open({ bytes, csv }, 'fods');
  return convert(Buffer.from(fitPage(document.toString())), 'fods', 'pdf');
};
