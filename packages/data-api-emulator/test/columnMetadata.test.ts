// The 14 members of ColumnMetadata.
import { describe, expect } from '@jest/globals';
import { documented, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

/** JDBC type codes (java.sql.Types) and type names of what data-api-client recorded or decides by. */
const types: [string, string, number][] = [
  ['INT UNSIGNED', 'INT UNSIGNED', 4],
  ['VARCHAR(100)', 'VARCHAR', 12],
  ['TIMESTAMP NULL', 'TIMESTAMP', 93],
  ['DECIMAL(10,2)', 'DECIMAL', 3],
  ['JSON', 'JSON', -1],
  ['DATE', 'DATE', 91],
  ['DATETIME', 'DATETIME', 93],
];

const chosenTypes: [string, string, number][] = [
  ['TINYINT(1)', 'BIT', -7],
  ['TINYINT', 'TINYINT', -6],
  ['SMALLINT', 'SMALLINT', 5],
  ['BIGINT', 'BIGINT', -5],
  ['FLOAT', 'FLOAT', 7],
  ['DOUBLE', 'DOUBLE', 8],
  ['CHAR(3)', 'CHAR', 1],
  ['TEXT', 'TEXT', -1],
  ['VARBINARY(9)', 'VARBINARY', -3],
  ['LONGBLOB', 'LONGBLOB', -4],
  ['TIME', 'TIME', 92],
  ['YEAR', 'YEAR', 91],
];

api.onEveryStack(({ execute, table }) => {
  const metadata = async (sql: string) =>
    (await execute(sql, { includeResultMetadata: true })).columnMetadata;

  documented('API_ExecuteStatement', 'comes only when asked for', async () => {
    expect(await execute('SELECT 1')).not.toHaveProperty('columnMetadata');
    expect(await execute('SELECT 1', { includeResultMetadata: false })).not.toHaveProperty('columnMetadata');
    expect(await metadata('SELECT 1')).toHaveLength(1);
  });

  documented('data-api-client', 'describes a key and a text as recorded from Aurora', async () => {
    const name = await table('id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100)');
    const common = {
      arrayBaseColumnType: 0,
      isCurrency: false,
      isCaseSensitive: false,
      isSigned: false,
      scale: 0,
      schemaName: '',
      tableName: name,
    };
    expect(await metadata(`SELECT id, name FROM ${name}`)).toEqual([
      {
        ...common,
        isAutoIncrement: true,
        label: 'id',
        name: 'id',
        nullable: 0,
        precision: 10,
        type: 4,
        typeName: 'INT UNSIGNED',
      },
      {
        ...common,
        isAutoIncrement: false,
        label: 'name',
        name: 'name',
        nullable: 1,
        precision: 100,
        type: 12,
        typeName: 'VARCHAR',
      },
    ]);
  });

  documented('API_ColumnMetadata', 'tells the label from the name', async () => {
    const name = await table('v DECIMAL(10,4)');
    expect(await metadata(`SELECT v AS other FROM ${name} AS alias`)).toMatchObject([
      { label: 'other', name: 'v', tableName: name, precision: 10, scale: 4, isSigned: true },
    ]);
  });

  describe('types', () => {
    const check = async (type: string, typeName: string, jdbcType: number) => {
      const name = await table(`v ${type}`);
      expect(await metadata(`SELECT v FROM ${name}`)).toMatchObject([{ typeName, type: jdbcType }]);
    };
    for (const [type, typeName, code] of types) {
      documented('data-api-client', type, () => check(type, typeName, code));
    }
    for (const [type, typeName, code] of chosenTypes) undocumented(type, () => check(type, typeName, code));
  });
});
