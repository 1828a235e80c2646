// Generated keys out of OK packets, as MySQL 9.7 and MariaDB 10.11 sent them.
import { describe, expect, test } from '@jest/globals';
import type { ResultSetHeader } from 'mysql2';
import { generatedFields } from './generatedFields.ts';

const fields = (insertId: number | string, affectedRows: number, info = '') =>
  generatedFields({ insertId, affectedRows, info } as ResultSetHeader);

describe('generatedFields', () => {
  test.each([
    ['one row', fields(7, 1), '[{"longValue":7}]'],
    [
      'three rows',
      fields(7, 3, 'Records: 3  Duplicates: 0  Warnings: 0'),
      '[{"longValue":7},{"longValue":8},{"longValue":9}]',
    ],
    ['REPLACE of one row', fields(7, 2), '[{"longValue":7}]'],
    [
      'INSERT IGNORE that kept one of two',
      fields(7, 1, 'Records: 2  Duplicates: 1  Warnings: 1'),
      '[{"longValue":7}]',
    ],
    ['no generated value', fields(0, 1), '[]'],
    ['a negative value given by hand', fields('-5', 1), '[{"longValue":-5}]'],
    ['a negative value, as MySQL counts', fields('18446744073709551611', 1), '[{"longValue":-5}]'],
  ])('%s', (_statement, written, expected) => {
    expect(written).toBe(expected);
  });
});
