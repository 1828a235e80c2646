// Column definitions, as MySQL 9.7 and MariaDB 10.11 sent them, to types.
import { describe, expect, test } from '@jest/globals';
import type { FieldPacket } from 'mysql2';
import { columnType } from './columnTypes.ts';

const column = (columnType: number, columnLength: number, flags = 0, characterSet = 63) =>
  ({ columnType, columnLength, flags, characterSet, decimals: 0 }) as FieldPacket;
const utf8 = 45;
const unsigned = 32;

describe('columnType', () => {
  test.each([
    ['TINYINT(1)', column(1, 1), 'BIT', -7, 'boolean'],
    ['TINYINT', column(1, 4), 'TINYINT', -6, 'long'],
    ['TINYINT UNSIGNED', column(1, 3, unsigned), 'TINYINT UNSIGNED', -6, 'long'],
    ['TINYINT(1) UNSIGNED', column(1, 1, unsigned), 'TINYINT UNSIGNED', -6, 'long'],
    ['SMALLINT', column(2, 6), 'SMALLINT', 5, 'long'],
    ['MEDIUMINT UNSIGNED', column(9, 8, unsigned), 'MEDIUMINT UNSIGNED', 4, 'long'],
    ['INT UNSIGNED', column(3, 10, unsigned), 'INT UNSIGNED', 4, 'long'],
    ['BIGINT', column(8, 20), 'BIGINT', -5, 'long'],
    ['FLOAT', column(4, 12), 'FLOAT', 7, 'double'],
    ['DOUBLE', column(5, 22), 'DOUBLE', 8, 'double'],
    ['DECIMAL', column(246, 12), 'DECIMAL', 3, 'decimal'],
    ['BIT(8)', column(16, 8, unsigned), 'BIT', -7, 'boolean'],
    ['YEAR', column(13, 4, unsigned), 'YEAR', 91, 'year'],
    ['DATE', column(10, 10), 'DATE', 91, 'string'],
    ['TIME', column(11, 10), 'TIME', 92, 'time'],
    ['DATETIME', column(12, 19), 'DATETIME', 93, 'string'],
    ['TIMESTAMP', column(7, 19), 'TIMESTAMP', 93, 'string'],
    ['CHAR, ENUM or SET', column(254, 20, 256, utf8), 'CHAR', 1, 'string'],
    ['VARCHAR', column(253, 80, 0, utf8), 'VARCHAR', 12, 'string'],
    ['BINARY', column(254, 3), 'BINARY', -2, 'blob'],
    ['VARBINARY', column(253, 10), 'VARBINARY', -3, 'blob'],
    ['TINYTEXT', column(252, 1020, 0, utf8), 'TINYTEXT', 12, 'string'],
    ['TEXT', column(252, 262_140, 0, utf8), 'TEXT', -1, 'string'],
    ['MEDIUMTEXT', column(252, 67_108_860, 0, utf8), 'MEDIUMTEXT', -1, 'string'],
    ['LONGTEXT', column(252, 4_294_967_295, 0, utf8), 'LONGTEXT', -1, 'string'],
    ['TINYBLOB', column(252, 255), 'TINYBLOB', -3, 'blob'],
    ['BLOB', column(252, 65_535), 'BLOB', -4, 'blob'],
    ['LONGBLOB', column(252, 4_294_967_295), 'LONGBLOB', -4, 'blob'],
    ['JSON of MySQL', column(245, 4_294_967_295), 'JSON', -1, 'string'],
    [
      'JSON of MariaDB',
      { ...column(252, 4_294_967_295, 0, utf8), extendedFormat: 'json' },
      'JSON',
      -1,
      'string',
    ],
    ['GEOMETRY', column(255, 4_294_967_295), 'GEOMETRY', -2, 'unsupported'],
    ['NULL', column(6, 0), 'NULL', 0, 'null'],
  ])('%s', (_type, definition, typeName, jdbcType, kind) => {
    expect(columnType(definition as FieldPacket)).toEqual({ typeName, jdbcType, kind });
  });
});
