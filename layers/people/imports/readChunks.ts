// Cuts the rows of a file into chunks, always at the same places.
import { FileRefused } from './fileRefused.ts';
import type { CsvPosition, CsvRow } from './formats/readRows.ts';

export type CsvChunk = { rows: readonly CsvRow[]; start: CsvPosition; end: CsvPosition };

/** Rows per chunk, which is one statement. */
export const maxChunkRows = 1_000;

/** Bounds the memory for rows of the greatest length. */
const maxChunkBytes = 4 * 1024 * 1024;

const isFull = (rows: readonly CsvRow[], start: CsvPosition, end: CsvPosition): boolean =>
  rows.length === maxChunkRows || end.offsetBytes - start.offsetBytes >= maxChunkBytes;

/** Throws what `rows` throws; FileRefused after a chunk of the rows before it. */
export const readChunks = async function* (
  rows: AsyncIterable<CsvRow>,
  first: CsvPosition,
): AsyncGenerator<CsvChunk> {
  let [chunk, start]: [CsvRow[], CsvPosition] = [[], first];
  let refusal: FileRefused | undefined;
  try {
    for await (const row of rows) {
      chunk.push(row);
      if (!isFull(chunk, start, row.end)) continue;
      yield { rows: chunk, start, end: row.end };
      [chunk, start] = [[], row.end];
    }
  } catch (error) {
    // After any other failure the chunk would end somewhere else in the next attempt.
    if (!(error instanceof FileRefused)) throw error;
    refusal = error;
  }
  const last = chunk.at(-1);
  if (last) yield { rows: chunk, start, end: last.end };
  if (refusal) throw refusal;
};
