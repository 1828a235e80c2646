// Opens a file of people, whatever its format: its columns, and its rows from any position on.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { openObject, type StoredFile } from './formats/byteSource.ts';
import { type FileFormat, findFormat } from './formats/fileFormat.ts';
import type { Opening, OpenTable } from './formats/openTable.ts';
import { openText } from './formats/openText.ts';
import { FileRefused } from './formats/table.ts';

/** Throws FileRefused, and ObjectStoreError. */
type OpenPacked = (file: StoredFile, opening: Opening, call: CallContext) => Promise<OpenTable>;

export type PackedFormats = Readonly<Record<Exclude<FileFormat, 'text'>, OpenPacked>>;

/** Throws FileRefused, and ObjectStoreError. */
export const openFile = async (
  file: StoredFile,
  opening: Opening,
  packedFormats: PackedFormats,
  call: CallContext,
): Promise<OpenTable> => {
  // S3 has no range of an empty object.
  if (file.sizeBytes === 0) throw new FileRefused('The file is empty.');
  const source = await openObject(file, call);
  const format = findFormat(source.head);
  return format === 'text' ? openText(source, opening) : packedFormats[format](file, opening, call);
};
