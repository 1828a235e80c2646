// Reads a result set into the records of an ExecuteStatement response.
import type { FieldPacket } from 'mysql2';
import type { ResultReader, TextRow } from '../database/session.ts';
import type { BoundStatement } from '../sql/bindParameters.ts';
import { columnLabels } from './columnLabels.ts';
import { columnMetadata } from './columnMetadata.ts';
import { columnType } from './columnTypes.ts';
import { ResultSize } from './resultSize.ts';
import { type ResultSetOptions, valueWriter } from './valueWriter.ts';

const isNull = '{"isNull":true}';

/** Fields are written as they arrive, so that a result is held once, as the JSON text that is sent. */
export class RecordsReader implements ResultReader {
  hasResult = false;
  readonly #options: ResultSetOptions;
  readonly #statement: BoundStatement;
  #columns: FieldPacket[] = [];
  #writeField: ((value: Buffer) => string)[] = [];
  readonly #records: string[] = [];
  readonly #size = new ResultSize();

  constructor(options: ResultSetOptions, statement: BoundStatement) {
    this.#options = options;
    this.#statement = statement;
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

  get rows(): number {
    return this.#records.length;
  }

  /** The members of the response that describe the result set. */
  members(includeMetadata: boolean): string {
    const metadata = includeMetadata ? `"columnMetadata":${JSON.stringify(this.#metadata())},` : '';
    return `${metadata}"records":[${this.#records.join(',')}]`;
  }

  #metadata() {
    const labels = columnLabels(this.#columns, this.#statement);
    return this.#columns.map((column, index) => columnMetadata(column, labels[index] as string));
  }
}
