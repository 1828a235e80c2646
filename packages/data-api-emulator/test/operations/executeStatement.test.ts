// ExecuteStatement: which members an answer has, for each kind of statement.
import { expect } from '@jest/globals';
import { long, parameters, string } from '../support/parameters.ts';
import { documented, undocumented } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, table }) => {
  documented('data-api.calling', 'answers a SELECT with records and no updates', async () => {
    expect(await execute("SELECT 1 AS a, 'x' AS b")).toEqual({
      numberOfRecordsUpdated: 0,
      records: [[{ longValue: 1 }, { stringValue: 'x' }]],
    });
  });

  documented('data-api-client', 'answers a SELECT that finds nothing with an empty list', async () => {
    expect(await execute('SELECT 1 FROM DUAL WHERE 1 = 0')).toEqual({
      numberOfRecordsUpdated: 0,
      records: [],
    });
  });

  documented('data-api-client', 'answers an INSERT with the generated key and no records', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    expect(await execute(`INSERT INTO ${name} (v) VALUES (5)`)).toEqual({
      generatedFields: [{ longValue: 1 }],
      numberOfRecordsUpdated: 1,
    });
  });

  documented('data-api-client', 'answers UPDATE and DELETE with counts and no generated key', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    await execute(`INSERT INTO ${name} (v) VALUES (1), (2), (3)`);
    expect(await execute(`UPDATE ${name} SET v = 9 WHERE v > 1`)).toEqual({
      generatedFields: [],
      numberOfRecordsUpdated: 2,
    });
    expect(await execute(`DELETE FROM ${name}`)).toEqual({ generatedFields: [], numberOfRecordsUpdated: 3 });
  });

  documented('data-api.calling', 'answers DDL with no updates', async () => {
    const name = await table('v INT');
    expect(await execute(`DROP TABLE ${name}`)).toEqual({ generatedFields: [], numberOfRecordsUpdated: 0 });
  });

  documented('API_ExecuteStatement', 'commits a call outside a transaction', async () => {
    const name = await table('v INT');
    await execute(`INSERT INTO ${name} VALUES (1)`);
    expect((await execute(`SELECT v FROM ${name}`)).records).toEqual([[{ longValue: 1 }]]);
  });

  undocumented('an UPDATE counts matched rows, changed or not, as JDBC does', async () => {
    const name = await table('v INT');
    await execute(`INSERT INTO ${name} VALUES (1)`);
    expect((await execute(`UPDATE ${name} SET v = 1`)).numberOfRecordsUpdated).toBe(1);
  });

  undocumented('an INSERT of several rows reports the key of each', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    const { generatedFields } = await execute(`INSERT INTO ${name} (v) VALUES (1), (2), (3)`);
    expect(generatedFields).toEqual([{ longValue: 1 }, { longValue: 2 }, { longValue: 3 }]);
  });

  documented('API_ExecuteStatement', 'reports no generated key of an earlier INSERT', async () => {
    const keyed = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    const keyless = await table('v INT');
    await execute(`INSERT INTO ${keyed} (v) VALUES (1)`);
    expect((await execute(`INSERT INTO ${keyless} VALUES (1)`)).generatedFields).toEqual([]);
  });

  documented('data-api.differences', 'takes a semicolon at the end', async () => {
    expect((await execute('SELECT 1; -- done')).records).toEqual([[{ longValue: 1 }]]);
  });

  documented('data-api.differences', 'refuses several statements', async () => {
    for (const sql of ["SELECT ';'; SELECT 2", 'CREATE TABLE t (event INT); DROP TABLE t']) {
      await expect(execute(sql)).rejects.toMatchObject({
        name: 'ValidationException',
        message: "Multistatements aren't supported.",
        status: 400,
      });
    }
  });

  documented('data-api.differences', 'reports an SQL error as a DatabaseErrorException', async () => {
    await expect(execute('SELEKT 1')).rejects.toMatchObject({ name: 'DatabaseErrorException', status: 400 });
  });

  documented('data-api-client#139', "carries MySQL's message, error code and SQLSTATE", async () => {
    const name = await table('v VARCHAR(9) PRIMARY KEY');
    const insert = () =>
      execute(`INSERT INTO ${name} VALUES (:v)`, { parameters: parameters({ v: string('a') }) });
    await insert();
    await expect(insert()).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringMatching(/^Duplicate entry 'a' for key '.*'; Error code: 1062; SQLState: 23000$/),
    });
  });

  undocumented('an unknown database is an SQL error', async () => {
    await expect(execute('SELECT 1', { database: 'no_such_database' })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('Error code: 10'),
    });
  });

  undocumented(
    'stored programs are passed on, semicolons and all, and CALL answers with the first result set',
    async () => {
      const name = await table('v INT');
      await execute(`/* c */ CREATE PROCEDURE p_${name}() BEGIN SELECT 1 AS a; SELECT 2 AS b; END`);
      expect((await execute(`CALL p_${name}()`)).records).toEqual([[{ longValue: 1 }]]);
    },
  );

  documented('API_ExecuteStatement', 'runs statements at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        execute('SELECT :i', { parameters: parameters({ i: long(index) }) }),
      ),
    );
    expect(answers.map(({ records }) => records[0][0].longValue)).toEqual([...Array(30).keys()]);
  });
});
