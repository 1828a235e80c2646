// Opens a table that is packed by gzip.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { decoded, openObject, type StoredFile } from './byteSource.ts';
import { findFormat } from './fileFormat.ts';
import { gunzip, UnreadableError } from './gunzip.ts';
import type { Opening, OpenTable } from './openTable.ts';
import { openText } from './openText.ts';
import { FileRefused } from './table.ts';

async function* unpack(blocks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzip(blocks);
  } catch (error) {
    if (error instanceof UnreadableError)
      throw new FileRefused('The gzip file is damaged, or is not that of a table. Pack the table again.');
    throw error;
  }
}

/** Throws FileRefused, and ObjectStoreError. */
export const openGzip = async (file: StoredFile, opening: Opening, call: CallContext): Promise<OpenTable> => {
  const content = await decoded(await openObject(file, call), unpack);
  if (findFormat(content.head) !== 'text')
    throw new FileRefused(
      'The gzip file holds another packed file. Unpack it and send the table that is in it.',
    );
  const opened = await openText(content, opening);
  return { ...opened, describe: () => ({ ...opened.describe(), format: 'CSV in gzip' }) };
};
