// Calls share MySQL sessions, and must not notice it.
import { expect } from '@jest/globals';
import { documented, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, begin, rollback, table }) => {
  const value = async (sql: string, more = {}) => (await execute(sql, more)).records[0][0];

  undocumented('variables, settings and LAST_INSERT_ID are gone in the next call', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    await execute('SET @left = 1');
    await execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'");
    await execute("SET time_zone = '+09:00'");
    await execute(`INSERT INTO ${name} (v) VALUES (1)`);
    expect(await value('SELECT @left')).toEqual({ isNull: true });
    expect(await value("SELECT 'a\\'b'")).toEqual({ stringValue: "a'b" });
    expect(await value('SELECT @@SESSION.time_zone')).toEqual({ stringValue: '+00:00' });
    expect(await value('SELECT LAST_INSERT_ID()')).toEqual({ longValue: 0 });
  });

  documented('data-api.calling', 'USE does not outlast its call', async () => {
    await execute('USE information_schema');
    expect(await value('SELECT DATABASE()')).toEqual({ stringValue: api.database });
  });

  undocumented('temporary tables and locks are gone in the next call', async () => {
    const name = await table('v INT');
    await execute(`CREATE TEMPORARY TABLE x_${name} (v INT)`);
    await expect(execute(`SELECT * FROM x_${name}`)).rejects.toMatchObject({
      name: 'DatabaseErrorException',
    });
    await execute(`SELECT GET_LOCK('${name}', 0)`);
    expect(await value(`SELECT IS_FREE_LOCK('${name}')`)).toEqual({ longValue: 1 });
  });

  undocumented('a transaction begun in SQL ends with its call', async () => {
    const name = await table('v INT');
    await execute('START TRANSACTION');
    await execute(`INSERT INTO ${name} VALUES (1)`);
    expect(await value(`SELECT COUNT(*) FROM ${name}`)).toEqual({ longValue: 1 });
  });

  documented('API_BeginTransaction', 'calls of one transaction share a session of their own', async () => {
    await execute('SET @left = 1');
    const transactionId = await begin();
    expect(await value('SELECT @left', { transactionId })).toEqual({ isNull: true });
    await execute('SET @mine = 2', { transactionId });
    expect(await value('SELECT @mine', { transactionId })).toEqual({ longValue: 2 });
    await rollback(transactionId);
    expect(await value('SELECT @mine')).toEqual({ isNull: true });
  });

  undocumented('the session speaks utf8mb4 and lives in UTC', async () => {
    expect(
      (await execute('SELECT @@character_set_client, @@character_set_results, @@SESSION.time_zone')).records,
    ).toEqual([[{ stringValue: 'utf8mb4' }, { stringValue: 'utf8mb4' }, { stringValue: '+00:00' }]]);
  });

  undocumented('FOUND_ROWS tells nothing of another call', async () => {
    const name = await table('v INT');
    await execute(`INSERT INTO ${name} VALUES (1), (2), (3)`);
    await execute(`SELECT * FROM ${name} LIMIT 2`);
    const before = await value('SELECT FOUND_ROWS()');
    await execute(`SELECT * FROM ${name}`);
    expect(await value('SELECT FOUND_ROWS()')).toEqual(before);
  });

  documented('aurora-data-api', 'fractions of a second that a column cannot hold are rounded', async () => {
    const name = await table('ts TIMESTAMP NULL, t TIME');
    const insert = `INSERT INTO ${name} VALUES ('2020-09-17 23:59:59.9', '10:00:00.6')`;
    const rounded = [{ stringValue: '2020-09-18 00:00:00' }, { stringValue: '10:00:01' }];
    await execute(insert);
    await execute('SET @reset = 1');
    await execute(insert);
    expect((await execute(`SELECT * FROM ${name}`)).records).toEqual([rounded, rounded]);
  });

  undocumented('parameters survive NO_BACKSLASH_ESCAPES', async () => {
    const transactionId = await begin();
    await execute("SET sql_mode = 'NO_BACKSLASH_ESCAPES'", { transactionId });
    const text = { stringValue: "\\' OR 1 = 1 -- \\" };
    expect(await value('SELECT :v', { transactionId, parameters: [{ name: 'v', value: text }] })).toEqual(
      text,
    );
    await rollback(transactionId);
  });
});
