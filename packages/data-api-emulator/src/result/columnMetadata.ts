// The 14 members of ColumnMetadata, as JDBC's ResultSetMetaData gives them for MySQL.
import type { FieldPacket } from 'mysql2';
import { binaryCharset, columnFlags, columnType } from './columnTypes.ts';

/** Types whose values have no length in characters. */
const isNumber = (kind: string): boolean => ['long', 'double', 'decimal'].includes(kind);

/** Decimal digits of a number, less its sign and point; characters (of up to four bytes) of a text. */
const precision = (column: FieldPacket, kind: string, isSigned: boolean): number => {
  const length = column.columnLength as number;
  if (kind === 'double') return length;
  if (isNumber(kind)) return Math.max(0, length - (isSigned ? 1 : 0) - (column.decimals > 0 ? 1 : 0));
  return kind === 'string' && column.characterSet !== binaryCharset ? Math.floor(length / 4) : length;
};

/** Member by member, see https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ColumnMetadata.html. */
export const columnMetadata = (column: FieldPacket, label: string) => {
  const { typeName, jdbcType, kind } = columnType(column);
  const flags = column.flags as number;
  const isSigned = isNumber(kind) && (flags & columnFlags.unsigned) === 0;
  return {
    arrayBaseColumnType: 0,
    isAutoIncrement: (flags & columnFlags.autoIncrement) !== 0,
    isCaseSensitive:
      kind === 'string' && column.characterSet !== binaryCharset && (flags & columnFlags.binary) !== 0,
    isCurrency: false,
    isSigned,
    label,
    name: column.orgName || label,
    nullable: (flags & columnFlags.notNull) === 0 ? 1 : 0,
    precision: precision(column, kind, isSigned),
    // 31 and more means "not fixed" in the protocol.
    scale: column.decimals < 31 ? column.decimals : 0,
    schemaName: '',
    tableName: column.orgTable,
    type: jdbcType,
    typeName,
  };
};
