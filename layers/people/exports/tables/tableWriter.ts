// Writes a table as the bytes of a file, block by block.

export interface TableWriter {
  /** The beginning of the file, with the names of the columns. Call it once, first. */
  begin(names: readonly string[]): Buffer;
  rows(rows: readonly (readonly string[])[]): Buffer;
  /** What follows the last row. */
  end(): Buffer;
}
