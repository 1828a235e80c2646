// MySQL's column definitions as types of the Data API.
import type { FieldPacket } from 'mysql2';

/** Which member of Field a column's values travel in; `decimal` depends on resultSetOptions. */
export type FieldKind =
  | 'boolean'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'time'
  | 'year'
  | 'blob'
  | 'null'
  | 'unsupported';

/** `jdbcType` is a constant of java.sql.Types, which is what ColumnMetadata.type holds. */
export type ColumnType = { typeName: string; jdbcType: number; kind: FieldKind };

/** Column flags of the protocol ("Column Definition Flags", MySQL source documentation). */
export const columnFlags = { notNull: 1, unsigned: 32, binary: 128, autoIncrement: 512 } as const;

/** The pseudo character set of bytes. */
export const binaryCharset = 63;

/** Type codes of the protocol ("enum_field_types", MySQL source documentation) that need more than the table. */
const tinyCode = 0x01;
const tinyBlobCode = 0xf9;
const blobCode = 0xfc;
const stringCode = 0xfe;

const json: ColumnType = { typeName: 'JSON', jdbcType: -1, kind: 'string' };

const typesByCode: Record<number, ColumnType> = {
  0: { typeName: 'DECIMAL', jdbcType: 3, kind: 'decimal' },
  2: { typeName: 'SMALLINT', jdbcType: 5, kind: 'long' },
  3: { typeName: 'INT', jdbcType: 4, kind: 'long' },
  4: { typeName: 'FLOAT', jdbcType: 7, kind: 'double' },
  5: { typeName: 'DOUBLE', jdbcType: 8, kind: 'double' },
  6: { typeName: 'NULL', jdbcType: 0, kind: 'null' },
  7: { typeName: 'TIMESTAMP', jdbcType: 93, kind: 'string' },
  8: { typeName: 'BIGINT', jdbcType: -5, kind: 'long' },
  9: { typeName: 'MEDIUMINT', jdbcType: 4, kind: 'long' },
  10: { typeName: 'DATE', jdbcType: 91, kind: 'string' },
  11: { typeName: 'TIME', jdbcType: 92, kind: 'time' },
  12: { typeName: 'DATETIME', jdbcType: 93, kind: 'string' },
  13: { typeName: 'YEAR', jdbcType: 91, kind: 'year' },
  // "BOOLEAN, BIT" are booleans in the mapping of data-api-json.
  16: { typeName: 'BIT', jdbcType: -7, kind: 'boolean' },
  242: { typeName: 'VECTOR', jdbcType: -3, kind: 'unsupported' },
  245: json,
  246: { typeName: 'DECIMAL', jdbcType: 3, kind: 'decimal' },
  255: { typeName: 'GEOMETRY', jdbcType: -2, kind: 'unsupported' },
};

/** TINYINT(1) is BIT to Connector/J (tinyInt1isBit), TINYINT(1) UNSIGNED is not. */
const tinyType = (length: number, isUnsigned: boolean): ColumnType =>
  length === 1 && !isUnsigned
    ? { typeName: 'BIT', jdbcType: -7, kind: 'boolean' }
    : { typeName: 'TINYINT', jdbcType: -6, kind: 'long' };

/** All eight TEXT and BLOB types arrive as one; their greatest length (four bytes a character) tells them apart. */
const largeType = (length: number, isBinary: boolean): ColumnType => {
  const suffix = isBinary ? 'BLOB' : 'TEXT';
  const kind = isBinary ? 'blob' : 'string';
  const bytes = isBinary ? length : length / 4;
  if (bytes <= 0xff) return { typeName: `TINY${suffix}`, jdbcType: isBinary ? -3 : 12, kind };
  const size = bytes <= 0xffff ? '' : bytes <= 0xffffff ? 'MEDIUM' : 'LONG';
  return { typeName: size + suffix, jdbcType: isBinary ? -4 : -1, kind };
};

const shortType = (isFixed: boolean, isBinary: boolean): ColumnType => {
  if (isBinary)
    return { typeName: isFixed ? 'BINARY' : 'VARBINARY', jdbcType: isFixed ? -2 : -3, kind: 'blob' };
  return { typeName: isFixed ? 'CHAR' : 'VARCHAR', jdbcType: isFixed ? 1 : 12, kind: 'string' };
};

const baseType = (column: FieldPacket, isUnsigned: boolean): ColumnType => {
  const code = column.columnType as number;
  const length = column.columnLength as number;
  const isBinary = column.characterSet === binaryCharset;
  // MariaDB's JSON is a text with a format ("Result Set Packets", extended metadata).
  if (column.extendedFormat === 'json') return json;
  if (code === tinyCode) return tinyType(length, isUnsigned);
  if (code >= tinyBlobCode && code <= blobCode) return largeType(length, isBinary);
  return typesByCode[code] ?? shortType(code === stringCode, isBinary);
};

/** Decided by the column's definition alone, never by a value. */
export const columnType = (column: FieldPacket): ColumnType => {
  const isUnsigned = ((column.flags as number) & columnFlags.unsigned) !== 0;
  const type = baseType(column, isUnsigned);
  const isUnsignedNumber = isUnsigned && ['long', 'double', 'decimal'].includes(type.kind);
  return isUnsignedNumber ? { ...type, typeName: `${type.typeName} UNSIGNED` } : type;
};
