// A table as a workbook of text cells, in as many sheets as its rows need.
import type { TableWriter } from './tableWriter.ts';
import {
  contentTypes,
  maxSheetRows,
  rootRelations,
  sheetEnd,
  sheetPart,
  sheetStart,
  styles,
  toRow,
  workbook,
  workbookRelations,
} from './workbookParts.ts';
import { ZipWriter } from './zipWriter.ts';

export class WorkbookWriter implements TableWriter {
  readonly #zip = new ZipWriter();
  readonly #maxRows: number;
  #names: readonly string[] = [];
  #sheets = 0;
  #rows = 0;

  /** `maxRows` of a sheet, its header included. */
  constructor(maxRows = maxSheetRows) {
    this.#maxRows = maxRows;
  }

  begin(names: readonly string[]): Buffer {
    this.#names = names;
    return this.#beginSheet();
  }

  rows(rows: readonly (readonly string[])[]): Buffer {
    const blocks: Buffer[] = [];
    let at = 0;
    while (at < rows.length) {
      if (this.#rows === this.#maxRows) blocks.push(this.#endSheet(), this.#beginSheet());
      const some = rows.slice(at, at + this.#maxRows - this.#rows);
      blocks.push(this.#zip.write(some.map(toRow).join('')));
      this.#rows += some.length;
      at += some.length;
    }
    return Buffer.concat(blocks);
  }

  end(): Buffer {
    return Buffer.concat([
      this.#endSheet(),
      this.#zip.add('[Content_Types].xml', contentTypes(this.#sheets)),
      this.#zip.add('_rels/.rels', rootRelations),
      this.#zip.add('xl/workbook.xml', workbook(this.#sheets)),
      this.#zip.add('xl/_rels/workbook.xml.rels', workbookRelations(this.#sheets)),
      this.#zip.add('xl/styles.xml', styles),
      this.#zip.end(),
    ]);
  }

  #beginSheet(): Buffer {
    this.#sheets += 1;
    this.#rows = 1;
    const start = this.#zip.open(sheetPart(this.#sheets));
    return Buffer.concat([start, this.#zip.write(sheetStart(this.#names.length) + toRow(this.#names))]);
  }

  #endSheet(): Buffer {
    return Buffer.concat([this.#zip.write(sheetEnd), this.#zip.close()]);
  }
}
