// The file of an export in one of its forms, and the measure of what was written so far.
import { createHash } from 'node:crypto';
import type { ExportForm, ExportManifest } from '#layers/people/bucketLayout.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import type { User } from '#layers/people/user.ts';
import { createCsvWriter } from './tables/csvWriter.ts';
import type { TableWriter } from './tables/tableWriter.ts';
import { WorkbookWriter } from './tables/workbookWriter.ts';

export type ExportFormat = { order: OrderKind; form: ExportForm };

/** Older than every other state, so that an import of the file lets in only whom a directory does not know. */
const version = '0';

const createWriter: Readonly<Record<ExportForm, () => TableWriter>> = {
  csv: () => createCsvWriter({ separator: ',', isForSpreadsheets: true }),
  semicolon: () => createCsvWriter({ separator: ';', isForSpreadsheets: true }),
  plain: () => createCsvWriter({ separator: ',', isForSpreadsheets: false }),
  xlsx: () => new WorkbookWriter(),
};

/** The media type of a file: https://www.iana.org/assignments/media-types */
export const contentTypeOf = (form: ExportForm): string =>
  form === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv';

export class ExportFile {
  readonly #order: OrderKind;
  readonly #writer: TableWriter;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #count = 0;

  constructor({ order, form }: ExportFormat) {
    this.#order = order;
    this.#writer = createWriter[form]();
  }

  begin(): Buffer {
    return this.#measure(this.#writer.begin(this.#toCells(['email', 'phoneNumber'], 'version')));
  }

  rows(users: readonly User[]): Buffer {
    this.#count += users.length;
    const rows = users.map(({ email, phoneNumber }) => this.#toCells([email, phoneNumber], version));
    return this.#measure(this.#writer.rows(rows));
  }

  end(): Buffer {
    return this.#measure(this.#writer.end());
  }

  /** The manifest of the finished file. Call it once, after its end. */
  manifest(): ExportManifest {
    return { count: this.#count, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  #toCells(cells: readonly string[], last: string): readonly string[] {
    return this.#order === 'version' ? [...cells, last] : cells;
  }

  #measure(block: Buffer): Buffer {
    this.#hash.update(block);
    this.#bytes += block.length;
    return block;
  }
}
