// Reads a result set into the records of an ExecuteStatement response.
import type { FieldPacket } from 'mysql2';
import type { ResultReader, TextRow } from '../database/session.ts';
import { columnMetadata } from './columnMetadata.ts';
import { columnType } from './columnTypes.ts';
import { ResultSize } from './resultSize.ts';
import { type ResultSetOptions, valueWriter } from './valueWriter.ts';

const isNull = '{"isNull":true}';

/** Fields are written as they arrive, so that a result is held once, as the JSON text that is sent. */
export class RecordsReader implements ResultReader {
  hasResult = false;
  readonly #options: ResultSetOptions;
  #columns: FieldPacket[] = [];
  #writeField: ((value: Buffer) => string)[] = [];
  readonly #records: string[] = [];
  readonly #size = new ResultSize();

  constructor(options: ResultSetOptions) {
    this.#options = options;
  }

  columns(columns: FieldPacket[]): void {
    this.hasResult = true;
    this.#columns = columns;
    this.#writeField = columns.map((column) => {
      const { member, write } = valueWriter(columnType(column), column.decimals, this.#options);
      return (value) => `{"${member}":${write(value)}}`;
    });
  }

  row(row: TextRow): void {
    this.#size.add(row);
    const fields = row.map((value, index) => {
      return value === null ? isNull : (this.#writeField[index] as (value: Buffer) => string)(value);
    });
    this.#records.push(`[${fields.join(',')}]`);
  }

  /** The members of the response that describe the result set. */
  members(includeMetadata: boolean): string {
    const metadata = includeMetadata
      ? `"columnMetadata":${JSON.stringify(this.#columns.map(columnMetadata))},`
      : '';
    return `${metadata}"records":[${this.#records.join(',')}]`;
  }
}
