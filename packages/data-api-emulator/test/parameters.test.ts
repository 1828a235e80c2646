// Named parameters: values, type hints, and where a colon is no placeholder.
import { expect } from '@jest/globals';
import { isNull, long, parameters, string } from './support/parameters.ts';
import { documented, undocumented } from './support/sources.ts';
import type { Members } from './support/stacks/stack.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, table }) => {
  const select = async (sql: string, values: Record<string, Members>) =>
    (await execute(sql, { parameters: parameters(values) })).records[0];

  documented('API_Field', 'every member of Field goes in and comes out', async () => {
    const name = await table('b BOOLEAN, l BIGINT, d DOUBLE, s TEXT, x BLOB, n INT');
    const fields = {
      b: { booleanValue: true },
      l: long(-42),
      d: { doubleValue: 2.5 },
      s: string('It\'s 100% \\ "quoted" \0 ☃ 🌍\n'),
      x: { blobValue: 'AP+AJw==' },
      n: isNull,
    };
    await execute(`INSERT INTO ${name} VALUES (:b, :l, :d, :s, :x, :n)`, { parameters: parameters(fields) });
    expect((await execute(`SELECT * FROM ${name}`)).records).toEqual([Object.values(fields)]);
  });

  documented('API_SqlParameter', 'a value is never read as SQL', async () => {
    for (const value of ["'; DROP TABLE t; -- ", "\\'; SELECT 1", ':a', '\\', "''", '`', '/*']) {
      expect(await select('SELECT :a AS a, :b AS b', { a: string(value), b: string('b') })).toEqual([
        string(value),
        string('b'),
      ]);
    }
  });

  documented('data-api-client#98', 'refuses a placeholder without a parameter', async () => {
    await expect(execute('SELECT :name')).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('Cannot find parameter: name'),
    });
  });

  documented('API_ExecuteStatement', 'refuses array parameters', async () => {
    const a = { arrayValue: { longValues: [1, 2] } };
    await expect(select('SELECT :a', { a })).rejects.toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
  });

  documented('API_SqlParameter', 'type hints send strings as that type', async () => {
    const name = await table('d DATE, t TIME(3), ts DATETIME(3), n DECIMAL(10,2), j JSON');
    const hinted = [
      { name: 'd', value: string('2024-02-29'), typeHint: 'DATE' },
      { name: 't', value: string('23:59:59.123'), typeHint: 'TIME' },
      { name: 'ts', value: string('2024-02-29 23:59:59.123'), typeHint: 'TIMESTAMP' },
      { name: 'n', value: string('-1.50'), typeHint: 'DECIMAL' },
      { name: 'j', value: string('[1]'), typeHint: 'JSON' },
    ];
    await execute(`INSERT INTO ${name} VALUES (:d, :t, :ts, :n, :j)`, { parameters: hinted });
    expect((await execute(`SELECT * FROM ${name}`)).records).toEqual([hinted.map(({ value }) => value)]);
  });

  documented('data-api-client#139', 'a UUID hint sends bytes, which a text column refuses', async () => {
    const name = await table('id VARCHAR(36)');
    const id = { name: 'id', value: string('05763a07-5868-e365-db17-8a571158b6d9'), typeHint: 'UUID' };
    await expect(execute(`INSERT INTO ${name} VALUES (:id)`, { parameters: [id] })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringMatching(
        /^Incorrect string value: '\\xE3e\\xDB\\x17\\x8AW.*; Error code: 1366; SQLState: /,
      ),
    });
  });

  documented('kysely-data-api', 'a name may begin with a digit, and a time is no placeholder', async () => {
    const sql = 'SELECT :0 AS a, :1b AS b, TIME_FORMAT(TIMESTAMP "2024-02-29 12:30:00", "%H:%i") AS c';
    expect(await select(sql, { 0: long(1), '1b': long(2), 30: long(3) })).toEqual([
      long(1),
      long(2),
      string('12:30'),
    ]);
  });

  undocumented(
    'a parameter is bound in a version comment, which is code, and no value leaves it',
    async () => {
      expect(await select('SELECT /*!50000 :a, */ 2', { a: string('*/ 1, /*') })).toEqual([
        string('*/ 1, /*'),
        long(2),
      ]);
      expect(await select('SELECT /*!999999 :a, */ 2', { a: string('*/ 1, /*') })).toEqual([long(2)]);
    },
  );

  documented('ez4#64', 'refuses a TIMESTAMP in the form of ISO 8601', async () => {
    const hinted = [{ name: 't', value: string('2026-07-22T02:17:21.804Z'), typeHint: 'TIMESTAMP' }];
    await expect(execute('SELECT :t', { parameters: hinted })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'Parse Error for TimeStamp: input contains invalid characters',
    });
  });

  undocumented('a value that is not in the format of its hint is refused', async () => {
    for (const text of ['29.02.2024', '2024-13-45', '2023-02-29']) {
      const hinted = [{ name: 'd', value: string(text), typeHint: 'DATE' }];
      await expect(execute('SELECT :d', { parameters: hinted })).rejects.toMatchObject({
        name: 'DatabaseErrorException',
        message: 'Parse Error for Date: input contains invalid characters',
      });
    }
  });

  documented('aurora-data-api', 'takes a DECIMAL with an exponent, as clients write small ones', async () => {
    const hinted = [{ name: 'd', value: string('1E-7'), typeHint: 'DECIMAL' }];
    const { records } = await execute('SELECT :d', { parameters: hinted });
    expect(records).toEqual([[string('0.0000001')]]);
  });

  undocumented('a DECIMAL hint sends a DECIMAL, also of a whole number', async () => {
    const hinted = [{ name: 'd', value: string('1'), typeHint: 'DECIMAL' }];
    const { records } = await execute('SELECT :d', { parameters: hinted });
    expect(records).toEqual([[string('1')]]);
  });

  undocumented('a double that is not finite is refused', async () => {
    const d = { doubleValue: 'NaN' };
    await expect(api.http.execute('SELECT :d', { parameters: parameters({ d }) })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: "'NaN' is not a valid numeric or approximate numeric value",
    });
  });

  undocumented('a value that is absent is NULL', async () => {
    const { records } = await execute('SELECT :a', { parameters: [{ name: 'a' }] });
    expect(records).toEqual([[isNull]]);
  });

  undocumented(
    'a repeated name is bound everywhere, and a parameter that is not named is ignored',
    async () => {
      expect(await select('SELECT :a, :a', { a: long(1), unused: long(2) })).toEqual([long(1), long(1)]);
    },
  );

  undocumented('a colon in literals, comments, quoted names and operators is no placeholder', async () => {
    const sql = "SELECT ':a', \":b\", ':a\\':b', 'it''s :c', :d AS `:e`, /* :f */ (@g := 1) -- :h\n, 5 # :i";
    expect(await select(sql, { d: long(4) })).toEqual([
      string(':a'),
      string(':b'),
      string(":a':b"),
      string("it's :c"),
      long(4),
      long(1),
      long(5),
    ]);
  });

  undocumented('a value with no member, or more than one, is refused', async () => {
    const invalid = { name: 'ValidationException' };
    const both = { longValue: 1, stringValue: '1' };
    await expect(api.http.execute('SELECT :a', { parameters: parameters({ a: {} }) })).rejects.toMatchObject(
      invalid,
    );
    await expect(
      api.http.execute('SELECT :a', { parameters: parameters({ a: both }) }),
    ).rejects.toMatchObject(invalid);
  });
});
