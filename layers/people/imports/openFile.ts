// Opens a CSV file: its columns, and where its first row begins.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore, ObjectVersion } from '#layers/aws/s3/objectStore.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import { FileRefused } from './fileRefused.ts';
import { type CsvColumn, readHeader } from './header.ts';
import { type CsvPosition, maxRowBytes, readRows } from './readRows.ts';
import { refuseFormat } from './refuseFormat.ts';

export type OpenFile = { columns: CsvColumn[]; firstRow: CsvPosition };

type Source = { store: ObjectStore; version: ObjectVersion; order: OrderKind; sizeBytes: number };

/** Throws FileRefused, and ObjectStoreError. */
export const openFile = async (
  { store, version, order, sizeBytes }: Source,
  call: CallContext,
): Promise<OpenFile> => {
  // S3 has no range of an empty object.
  if (sizeBytes === 0) throw new FileRefused('The file is empty.');
  const first = await store.readRange(version, { from: 0, to: 3 * maxRowBytes }, call);
  const offsetBytes = refuseFormat(first);
  const blocks = async function* () {
    yield first.subarray(offsetBytes);
  };
  for await (const { cells, end } of readRows(blocks(), { offsetBytes, lines: 0 })) {
    return { columns: readHeader(cells.map(String), order), firstRow: end };
  }
  throw new FileRefused('The file has no header.');
};
