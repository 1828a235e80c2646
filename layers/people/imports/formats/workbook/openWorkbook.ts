// Opens a workbook (.xlsx, ECMA-376): its first visible sheet, or the one that was chosen.
import { text } from 'node:stream/consumers';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { readColumns } from '../../columns/columns.ts';
import type { StoredFile } from '../byteSource.ts';
import { UnreadableError } from '../gunzip.ts';
import { findHeader, type Opening, type OpenTable } from '../openTable.ts';
import { FileRefused, type TablePosition, type TableRow } from '../table.ts';
import { openZip, type Zip } from '../zip.ts';
import { SharedStrings } from './sharedStrings.ts';
import { type NumberStyle, readSheetRows } from './sheetRows.ts';
import { elementPattern, readAttributes, tagPattern } from './xml.ts';

/** Longest part that lists sheets, relations or styles. */
const maxPartBytes = 16 * 1024 * 1024;

const damaged = (): FileRefused =>
  new FileRefused(
    'The workbook is damaged or larger than 1 GiB. Open it in its program and save it again as .xlsx.',
  );

const saveAs = 'Open it in its program and save it as .xlsx or CSV.';

/** Archives that are no workbook, by a name that one of their entries has. */
const others: readonly (readonly [entry: RegExp, format: string, advice: string])[] = [
  [/^xl\/workbook\.bin$/, 'a binary workbook (.xlsb)', saveAs],
  [/^Index\/.*\.iwa$|^Index\.zip$/, 'a table of Apple Numbers', 'Export it: File, Export To, CSV or Excel.'],
  [/^content\.xml$/, 'an OpenDocument table (.ods)', saveAs],
  [/^word\//, 'a Word document', 'Copy its table into a spreadsheet and save that as .xlsx.'],
];

const refuseArchive = (zip: Zip): FileRefused => {
  const names = [...zip.keys()];
  if (names.some((name) => name.startsWith('xl/') && !name.endsWith('.bin'))) return damaged();
  const [, format, advice] = others.find(([entry]) => names.some((name) => entry.test(name))) ?? [
    undefined,
    'a ZIP archive',
    'Unpack it and send the table that is in it.',
  ];
  return new FileRefused(`The file looks like ${format}. ${advice}`);
};

const readPart = async (zip: Zip, name: string | undefined): Promise<string> => {
  const entry = name === undefined ? undefined : zip.get(name);
  if (!entry) return '';
  return text(entry.read(maxPartBytes));
};

type Relation = { id: string; type: string; target: string };

/** The relations of a part, their targets as names of entries. */
const readRelations = async (zip: Zip, part: string): Promise<Relation[]> => {
  const folder = part.includes('/') ? part.replace(/[^/]*$/, '') : '';
  const xml = await readPart(zip, `${folder}_rels/${part.slice(folder.length)}.rels`);
  return [...xml.matchAll(tagPattern('Relationship'))].map(([, attributes = '']) => {
    const { id = '', type = '', target = '' } = readAttributes(attributes);
    const { pathname } = new URL(target, `file:///${folder}`);
    return { id, type: type.replace(/^.*\//, ''), target: decodeURIComponent(pathname.slice(1)) };
  });
};

/** Numbers of built-in formats that are dates or times: ECMA-376 part 1, 18.8.30. */
const isDateId = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);

const toStyle = (id: number, code: string): NumberStyle => {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return { isDate: isDateId(id) || /[ymdhs]/i.test(bare), minDigits: /^0+$/.test(bare) ? bare.length : 0 };
};

const readStyles = async (zip: Zip, part: string | undefined): Promise<NumberStyle[]> => {
  const xml = await readPart(zip, part);
  const codes = new Map(
    [...xml.matchAll(tagPattern('numFmt'))].map(([, attributes = '']) => {
      const { numfmtid = '', formatcode = '' } = readAttributes(attributes);
      return [Number(numfmtid), formatcode] as const;
    }),
  );
  const [formats] = [...xml.matchAll(elementPattern('cellXfs'))];
  return [...(formats?.[2] ?? '').matchAll(tagPattern('xf'))].map(([, attributes = '']) => {
    const id = Number(readAttributes(attributes).numfmtid ?? 0);
    return toStyle(id, codes.get(id) ?? '');
  });
};

type Sheet = { name: string; isVisible: boolean; part: string };

const isName = (text: string): boolean => !/@|\d{4}/.test(text);

const chooseSheet = (sheets: readonly Sheet[], chosen: string | undefined): Sheet => {
  const found =
    chosen === undefined
      ? sheets.find(({ isVisible }) => isVisible)
      : sheets.find(({ name }) => name === chosen);
  if (found) return found;
  if (chosen === undefined) throw damaged();
  const names = sheets.map(({ name }) => name).filter(isName);
  throw new FileRefused(
    `The workbook has no sheet of the chosen name; it has ${names.map((name) => `"${name}"`).join(', ')}.`,
  );
};

const readSheets = async (zip: Zip, workbook: string, relations: readonly Relation[]): Promise<Sheet[]> => {
  const xml = await readPart(zip, workbook);
  return [...xml.matchAll(tagPattern('sheet'))].flatMap(([, attributes = '']) => {
    const { name = '', state = 'visible', id } = readAttributes(attributes);
    const relation = relations.find((one) => one.id === id && one.type === 'worksheet');
    return relation ? [{ name, isVisible: state === 'visible', part: relation.target }] : [];
  });
};

async function* withRefusal(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  try {
    yield* rows;
  } catch (error) {
    throw error instanceof UnreadableError ? damaged() : error;
  }
}

const open = async (zip: Zip, sizeBytes: number, { choices, order }: Opening): Promise<OpenTable> => {
  const [root] = (await readRelations(zip, '')).filter(({ type }) => type === 'officeDocument');
  const workbook = root?.target ?? 'xl/workbook.xml';
  if (!zip.has(workbook) || workbook.endsWith('.bin') || !/^xl\//.test(workbook)) throw refuseArchive(zip);
  if (zip.get(workbook)?.isEncrypted)
    throw new FileRefused('The workbook has a password. Take it off and save the workbook again.');
  const relations = await readRelations(zip, workbook);
  const targetOf = (type: string) => relations.find((one) => one.type === type)?.target;
  const sheet = chooseSheet(await readSheets(zip, workbook, relations), choices.sheet);
  const part = zip.get(sheet.part);
  if (!part) throw damaged();
  const strings = new SharedStrings();
  const shared = zip.get(targetOf('sharedStrings') ?? '');
  if (shared) await strings.read(shared);
  const context = { part, strings, styles: await readStyles(zip, targetOf('styles')) };
  const rows = (from: TablePosition) => withRefusal(readSheetRows(context, from));
  const header = await findHeader(rows({ offsetBytes: 0, lines: 0 }), choices);
  if (!header) throw new FileRefused('The sheet is empty.');
  return {
    columns: readColumns(header.cells, choices, order),
    firstRow: header.firstRow,
    rows,
    storedBytes: (offset) => Math.round(sizeBytes * Math.min(offset / part.sizeBytes, 1)),
    describe: () => ({ format: 'xlsx', ...(isName(sheet.name) && { sheet: sheet.name }) }),
  };
};

/** Throws FileRefused, and ObjectStoreError. */
export const openWorkbook = async (
  file: StoredFile,
  opening: Opening,
  call: CallContext,
): Promise<OpenTable> => {
  try {
    return await open(await openZip(file, call), file.sizeBytes, opening);
  } catch (error) {
    throw error instanceof UnreadableError ? damaged() : error;
  }
};
