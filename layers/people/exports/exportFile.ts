// The text of an export in CSV, and the measure of what was written so far.
import { createHash } from 'node:crypto';
import type { ExportManifest } from '#layers/people/bucketLayout.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import type { User } from '#layers/people/user.ts';

export type ExportFormat = {
  order: OrderKind;
  /** Puts an apostrophe before cells that a spreadsheet could run, and before the names of their columns. */
  guard: boolean;
};

/** More than the starts of formulas: https://owasp.org/www-community/attacks/CSV_Injection */
const runnable = /^[^\p{L}\p{N}]/u;

/** Older than every other state, so that an import of the file lets in only whom a directory does not know. */
const version = '0';

export class ExportFile {
  readonly #format: ExportFormat;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #count = 0;

  constructor(format: ExportFormat) {
    this.#format = format;
  }

  header(): Buffer {
    const apostrophe = this.#format.guard ? "'" : '';
    return this.#measure(this.#toLine([`${apostrophe}email`, `${apostrophe}phoneNumber`], 'version'));
  }

  rows(users: readonly User[]): Buffer {
    this.#count += users.length;
    const lines = users.map(({ email, phoneNumber }) =>
      this.#toLine([this.#guard(email), this.#guard(phoneNumber)], version),
    );
    return this.#measure(lines.join(''));
  }

  /** The manifest of the finished file. Call it once, after the last row. */
  manifest(): ExportManifest {
    return { count: this.#count, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  #guard(text: string): string {
    return this.#format.guard && runnable.test(text) ? `'${text}` : text;
  }

  #toLine(cells: readonly string[], last: string): string {
    const all = this.#format.order === 'version' ? [...cells, last] : cells;
    return `${all.map(toCell).join(',')}\r\n`;
  }

  #measure(text: string): Buffer {
    const block = Buffer.from(text);
    this.#hash.update(block);
    this.#bytes += block.length;
    return block;
  }
}
