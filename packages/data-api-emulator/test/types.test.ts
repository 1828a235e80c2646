// Which Field each MySQL type becomes.
import { describe, expect } from '@jest/globals';
import { documented, type sources, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

type Source = keyof typeof sources;

/** Type, SQL literal stored, Field read. */
const mapping: [Source, string, string, object][] = [
  ['data-api-operations', 'TINYINT', '-128', { longValue: -128 }],
  ['data-api-operations', 'TINYINT UNSIGNED', '255', { longValue: 255 }],
  ['data-api-operations', 'SMALLINT UNSIGNED', '65535', { longValue: 65_535 }],
  ['data-api-operations', 'MEDIUMINT', '-8388608', { longValue: -8_388_608 }],
  ['data-api-operations', 'INT UNSIGNED', '4294967295', { longValue: 4_294_967_295 }],
  ['data-api-operations', 'BIGINT', '-9007199254740991', { longValue: -9_007_199_254_740_991 }],
  ['data-api-client', 'TINYINT(1)', '1', { booleanValue: true }],
  ['data-api-client', 'BOOLEAN', 'FALSE', { booleanValue: false }],
  ['data-api-json', 'BIT(1)', "b'1'", { booleanValue: true }],
  ['data-api-operations', 'FLOAT', '1.5', { doubleValue: 1.5 }],
  ['data-api-operations', 'DOUBLE', '-2.5e300', { doubleValue: -2.5e300 }],
  ['API_ResultSetOptions', 'DECIMAL(10,4)', '123456.789', { stringValue: '123456.7890' }],
  [
    'API_ResultSetOptions',
    'DECIMAL(30,0)',
    '123456789012345678901234567890',
    { stringValue: '123456789012345678901234567890' },
  ],
  ['data-api-operations', 'CHAR(5)', "'ab'", { stringValue: 'ab' }],
  ['data-api-operations', 'VARCHAR(20)', "'naïve ☃ 🌍'", { stringValue: 'naïve ☃ 🌍' }],
  ['data-api-operations', 'TINYTEXT', "''", { stringValue: '' }],
  ['data-api-operations', 'LONGTEXT', "'text'", { stringValue: 'text' }],
  ['data-api-operations', "ENUM('a','b')", "'b'", { stringValue: 'b' }],
  ['data-api-operations', 'BINARY(3)', "'a'", { blobValue: 'YQAA' }],
  ['data-api-operations', 'VARBINARY(10)', "x'00ff'", { blobValue: 'AP8=' }],
  ['data-api-operations', 'BLOB', "x''", { blobValue: '' }],
  ['data-api-operations', 'LONGBLOB', "x'ff'", { blobValue: '/w==' }],
  ['data-api-operations', 'DATE', "'2024-02-29'", { stringValue: '2024-02-29' }],
  ['data-api-operations', 'TIME', "'23:59:59'", { stringValue: '23:59:59' }],
  ['data-api-operations', 'DATETIME', "'2024-02-29 23:59:59'", { stringValue: '2024-02-29 23:59:59' }],
  ['go-rds-driver', 'YEAR', '2024', { stringValue: '2024-01-01' }],
  ['activerecord-aurora', 'TIME(4)', "'12:30:00.9999'", { stringValue: '12:30:00.999' }],
  ['activerecord-aurora', 'TIME(6)', "'-01:02:03.123456'", { stringValue: '-01:02:03.123' }],
  ['data-api-operations', 'TIMESTAMP NULL', "'2024-02-29 23:59:59'", { stringValue: '2024-02-29 23:59:59' }],
];

const chosen: [string, string, object][] = [
  ['TINYINT(1)', '2', { booleanValue: true }],
  ['BIT(8)', "b'10101010'", { booleanValue: true }],
  ["SET('a','b')", "'a,b'", { stringValue: 'a,b' }],
  ['DATETIME(6)', "'2024-02-29 23:59:59.123456'", { stringValue: '2024-02-29 23:59:59.123456' }],
  ['TIME(3)', "'-838:59:59.000'", { stringValue: '-838:59:59.000' }],
  ['INT(5) ZEROFILL', '42', { longValue: 42 }],
];

api.onEveryStack(({ execute, table }) => {
  const read = async (type: string, literal: string, more = {}) => {
    const name = await table(`v ${type}`);
    await execute(`INSERT INTO ${name} VALUES (${literal}), (NULL)`);
    return (await execute(`SELECT v FROM ${name}`, more)).records;
  };

  describe('columns', () => {
    for (const [source, type, literal, field] of mapping) {
      documented(source, `${type} ${literal} and NULL`, async () => {
        expect(await read(type, literal)).toEqual([[field], [{ isNull: true }]]);
      });
    }
    for (const [type, literal, field] of chosen) {
      undocumented(`${type} ${literal} and NULL`, async () => {
        expect(await read(type, literal)).toEqual([[field], [{ isNull: true }]]);
      });
    }
  });

  documented('data-api-operations', 'JSON is a string', async () => {
    const [[field]] = await read('JSON', `'{"a": [1, "b"]}'`);
    expect(JSON.parse(field.stringValue)).toEqual({ a: [1, 'b'] });
  });

  documented('data-api-client', 'COUNT is a long, SUM and AVG are strings with their scale', async () => {
    const { records } = await execute(
      'SELECT COUNT(*), SUM(v), AVG(v) FROM (SELECT 1 AS v UNION ALL SELECT 2) AS t',
    );
    expect(records).toEqual([[{ longValue: 2 }, { stringValue: '3' }, { stringValue: '1.5000' }]]);
  });

  documented('API_ResultSetOptions', 'longReturnType STRING returns longs as strings', async () => {
    const options = { resultSetOptions: { longReturnType: 'STRING' } };
    expect(await read('BIGINT', '9223372036854775807', options)).toEqual([
      [{ stringValue: '9223372036854775807' }],
      [{ isNull: true }],
    ]);
  });

  documented('API_ResultSetOptions', 'DOUBLE_OR_LONG returns decimals as numbers', async () => {
    const options = { resultSetOptions: { decimalReturnType: 'DOUBLE_OR_LONG' } };
    expect((await read('DECIMAL(10,2)', '1.50', options))[0]).toEqual([{ doubleValue: 1.5 }]);
    expect((await read('DECIMAL(10,0)', '15', options))[0]).toEqual([{ longValue: 15 }]);
  });

  documented('data-api.differences', 'refuses a type outside the list', async () => {
    await expect(execute("SELECT ST_GeomFromText('POINT(1 1)')")).rejects.toMatchObject({
      name: 'UnsupportedResultException',
      status: 400,
      message: expect.stringContaining('unsupported data type'),
    });
  });
});
