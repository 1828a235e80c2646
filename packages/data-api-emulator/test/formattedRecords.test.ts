// formatRecordsAs JSON.
import { expect } from '@jest/globals';
import { parameters, string } from './support/parameters.ts';
import { documented, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, table }) => {
  const formatted = async (sql: string, more = {}) => {
    const answer = await execute(sql, { formatRecordsAs: 'JSON', ...more });
    expect(answer).not.toHaveProperty('records');
    expect(answer).not.toHaveProperty('columnMetadata');
    return answer.formattedRecords;
  };

  documented('data-api-json', 'is an array of objects, keyed by label', async () => {
    const name = await table('l BIGINT, d DOUBLE, n DECIMAL(5,2), b BOOLEAN, x BLOB, t DATE, s TEXT');
    await execute(
      `INSERT INTO ${name} VALUES (1, 1.5, 1.50, TRUE, 'a', '2024-02-29', 'a"b'), (2, NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    expect(JSON.parse(await formatted(`SELECT l AS id, d, n, b, x, t, s FROM ${name} ORDER BY l`))).toEqual([
      { id: 1, d: 1.5, n: '1.50', b: true, x: 'YQ==', t: '2024-02-29', s: 'a"b' },
      { id: 2, d: null, n: null, b: null, x: null, t: null, s: null },
    ]);
  });

  documented('data-api-json', 'follows resultSetOptions', async () => {
    const resultSetOptions = { longReturnType: 'STRING', decimalReturnType: 'DOUBLE_OR_LONG' };
    const name = await table('l BIGINT, n DECIMAL(5,2)');
    await execute(`INSERT INTO ${name} VALUES (1, 1.50)`);
    expect(await formatted(`SELECT l, n FROM ${name}`, { resultSetOptions })).toBe('[{"l":"1","n":1.5}]');
  });

  documented('data-api-json', 'keys an expression without alias by its text', async () => {
    expect(await formatted('SELECT 1+1')).toBe('[{"1+1":2}]');
  });

  undocumented(
    'an expression with parameters has the label that a prepared statement has, whatever the value',
    async () => {
      for (const value of ['x', 'y\\z']) {
        const named = { parameters: parameters({ a: string(value), b: string('x') }) };
        expect(JSON.parse(await formatted('SELECT :a, CONCAT(:a, 1), :b AS b', named))).toEqual([
          { '?': value, 'CONCAT(?, 1)': `${value}1`, b: 'x' },
        ]);
        await expect(formatted('SELECT :a, :b', named)).rejects.toMatchObject({
          name: 'BadRequestException',
        });
      }
    },
  );

  documented('data-api-json', 'is an empty array for no rows, even with metadata asked for', async () => {
    expect(await formatted('SELECT 1 FROM DUAL WHERE 1 = 0', { includeResultMetadata: true })).toBe('[]');
  });

  documented('API_ExecuteStatement', 'is ignored for other statements', async () => {
    const name = await table('v INT');
    expect(await execute(`INSERT INTO ${name} VALUES (1)`, { formatRecordsAs: 'JSON' })).toEqual({
      generatedFields: [],
      numberOfRecordsUpdated: 1,
    });
  });

  documented('data-api-json', 'refuses two columns of the same label', async () => {
    await expect(formatted('SELECT 1 AS a, 2 AS a')).rejects.toMatchObject({ status: 400 });
  });

  undocumented('a repeated label in formattedRecords is a BadRequestException', async () => {
    await expect(formatted('SELECT 1 AS a, 2 AS a')).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});
