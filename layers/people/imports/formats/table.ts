// The rows of a table in a file, and why a file has none.

/** A file that cannot be imported as a whole. `message` is a sentence for whoever sent it, and quotes nothing of its rows. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** Between two rows: the bytes of the decoded file, and its lines, that lie before it. */
export type TablePosition = { offsetBytes: number; lines: number };

export type TableRow = {
  cells: readonly Buffer[];
  /** The line of the file in which it begins, from 1 on. */
  line: number;
  end: TablePosition;
};
