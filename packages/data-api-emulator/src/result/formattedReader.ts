// Reads a result set into formattedRecords, the JSON text that formatRecordsAs asks for.
import type { FieldPacket } from 'mysql2';
import { ApiError } from '../apiError.ts';
import type { ResultReader, TextRow } from '../database/session.ts';
import { maxFormattedBytes } from '../limits.ts';
import type { BoundStatement } from '../sql/bindParameters.ts';
import { columnLabels } from './columnLabels.ts';
import { columnType } from './columnTypes.ts';
import { ResultSize } from './resultSize.ts';
import { type ResultSetOptions, valueWriter } from './valueWriter.ts';

/** "An array of objects, one a row, whose keys are the column labels"; labels must be unique. */
export class FormattedReader implements ResultReader {
  hasResult = false;
  readonly #options: ResultSetOptions;
  readonly #statement: BoundStatement;
  #keys: string[] = [];
  #writeValue: ((value: Buffer) => string)[] = [];
  readonly #rows: string[] = [];
  readonly #size = new ResultSize();
  #bytes = 0;

  constructor(options: ResultSetOptions, statement: BoundStatement) {
    this.#options = options;
    this.#statement = statement;
  }

  columns(columns: FieldPacket[]): void {
    const labels = columnLabels(columns, this.#statement);
    const repeated = labels.find((label, index) => labels.indexOf(label) !== index);
    if (repeated !== undefined) {
      throw new ApiError(
        'BadRequestException',
        `The result has more than one column with the label ${repeated}.`,
      );
    }
    this.hasResult = true;
    this.#keys = labels.map((label) => JSON.stringify(label));
    this.#writeValue = columns.map(
      (column) => valueWriter(columnType(column), column.decimals, this.#options).write,
    );
  }

  row(row: TextRow): void {
    this.#size.add(row);
    const pairs = row.map((value, index) => {
      const text = value === null ? 'null' : (this.#writeValue[index] as (value: Buffer) => string)(value);
      return `${this.#keys[index]}:${text}`;
    });
    const object = `{${pairs.join(',')}}`;
    this.#bytes += Buffer.byteLength(object) + 1;
    if (this.#bytes > maxFormattedBytes) {
      throw new ApiError('BadRequestException', 'The JSON-formatted result set is larger than 10 MB.');
    }
    this.#rows.push(object);
  }

  get rows(): number {
    return this.#rows.length;
  }

  members(): string {
    return `"formattedRecords":${JSON.stringify(`[${this.#rows.join(',')}]`)}`;
  }
}
