// Writes ZIP archives, and workbooks of given parts.
import { crc32, deflateRawSync } from 'node:zlib';

/** PKWARE's APPNOTE 4.3: local headers and data, then the directory and its end. */
export const makeZip = (entries: Readonly<Record<string, string | Buffer>>): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(data), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(data.length, 8);
    const nameLengths = Buffer.alloc(4);
    nameLengths.writeUInt16LE(Buffer.byteLength(name));
    // Version 2.0, UTF-8, deflate, no time.
    const common = Buffer.concat([Buffer.from('14000008080000000000', 'hex'), sizes, nameLengths]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        Buffer.from('1400', 'hex'),
        common,
        Buffer.alloc(10),
        at,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
};

const relations = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships>${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="http://x/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

export type WorkbookParts = {
  /** The rows of each sheet, as XML, by the name of the sheet; a hidden one has a name that begins with a dot. */
  sheets: Readonly<Record<string, string>>;
  strings?: string;
  styles?: string;
  /** The prefix of every name, such as `x:`. */
  prefix?: string;
};

export const makeWorkbook = ({ sheets, strings = '', styles = '', prefix = '' }: WorkbookParts): Buffer => {
  const names = Object.keys(sheets);
  const list = names.map(
    (name, index) =>
      `<${prefix}sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${name.startsWith('.') ? ' state="hidden"' : ''}/>`,
  );
  return makeZip({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<${prefix}workbook><${prefix}sheets>${list.join('')}</${prefix}sheets></${prefix}workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['sharedStrings', '/xl/sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<?xml version="1.0"?>\n<${prefix}worksheet><${prefix}sheetData>${rows}</${prefix}sheetData></${prefix}worksheet>`,
      ]),
    ),
    'xl/sharedStrings.xml': `<${prefix}sst>${strings}</${prefix}sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  });
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A workbook of one sheet of texts, which share their strings as Excel's do. */
export const makeTable = (rows: readonly (readonly string[])[]): Buffer => {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const lines = rows.map(
    (cells) => `<row>${cells.map((text) => `<c t="s"><v>${placeOf(text)}</v></c>`).join('')}</row>`,
  );
  const strings = [...places.keys()].map((text) => `<si><t>${escapeXml(text)}</t></si>`);
  return makeWorkbook({ sheets: { Sheet1: lines.join('') }, strings: strings.join('') });
};
