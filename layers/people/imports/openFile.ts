// Opens a file of people, whatever its format: its columns, and its rows from any position on.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { FileRefused } from './fileRefused.ts';
import { openObject, type StoredFile, unpacked } from './formats/byteSource.ts';
import { findFormat } from './formats/fileFormat.ts';
import type { OpenFile, Opening } from './formats/openFormat.ts';
import { openText } from './formats/openText.ts';
import { openWorkbook } from './formats/workbook/openWorkbook.ts';

/** Throws FileRefused, and ObjectStoreError. */
export const openFile = async (file: StoredFile, opening: Opening, call: CallContext): Promise<OpenFile> => {
  // S3 has no range of an empty object.
  if (file.sizeBytes === 0) throw new FileRefused('The file is empty.');
  const source = await openObject(file, call);
  const format = findFormat(source.head);
  if (format === 'zip') return openWorkbook(file, opening, call);
  if (format === 'text') return openText(source, opening);
  const content = await unpacked(source);
  if (findFormat(content.head) !== 'text')
    throw new FileRefused(
      'The gzip file holds another packed file. Unpack it and send the table that is in it.',
    );
  const opened = await openText(content, opening);
  return { ...opened, describe: () => ({ ...opened.describe(), format: 'CSV in gzip' }) };
};
