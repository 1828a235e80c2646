// The parts of a workbook of text cells (ECMA-376), as XML.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = 'http://schemas.openxmlformats.org';
const main = `xmlns="${schemas}/spreadsheetml/2006/main"`;
const relationships = `${schemas}/officeDocument/2006/relationships`;
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const toEscape = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Characters that XML 1.0 cannot have, or changes, are written as `_x000D_`, and `_` before what looks so: 22.9.2.19. */
export const encodeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_')
    .replace(/[^\t\n\P{Cc}]|[\ufffe\uffff]/gu, toEscape)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** Format 49 is "Text": what is typed into such a cell stays as it is typed. */
export const styles = `${declaration}<styleSheet ${main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

export const rootRelations = `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

export const sheetPart = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** `people`, `people 2`, … */
const sheetName = (number: number): string => (number === 1 ? 'people' : `people ${number}`);

export const workbook = (sheets: number): string => {
  const list = numbersTo(sheets).map(
    (number) => `<sheet name="${sheetName(number)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  return `${declaration}<workbook ${main} xmlns:r="${relationships}"><sheets>${list.join('')}</sheets></workbook>`;
};

export const workbookRelations = (sheets: number): string => {
  const list = numbersTo(sheets).map(
    (number) =>
      `<Relationship Id="rId${number}" Type="${relationships}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  return `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">${list.join('')}<Relationship Id="rId${sheets + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`;
};

export const contentTypes = (sheets: number): string => {
  const list = numbersTo(sheets).map(
    (number) => `<Override PartName="/${sheetPart(number)}" ContentType="${contentType}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>${list.join('')}<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`;
};

const toCell = (text: string): string =>
  `<c s="1" t="inlineStr"><is><t xml:space="preserve">${encodeXml(text)}</t></is></c>`;

export const toRow = (cells: readonly string[]): string => `<row>${cells.map(toCell).join('')}</row>`;

/** Characters that a column shows. */
const columnWidth = 32;

/** Its columns are text all the way down, and its first row stays in sight. */
export const sheetStart = (columns: number): string =>
  `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="${columnWidth}" style="1" customWidth="1"/></cols><sheetData>`;

/** The last row that Excel has: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
export const maxSheetRows = 1_048_576;

/** Excel shows no green corner at a number that is text. */
export const sheetEnd = `</sheetData><ignoredErrors><ignoredError sqref="A1:XFD${maxSheetRows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
