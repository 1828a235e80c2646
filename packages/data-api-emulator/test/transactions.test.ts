// Calls within a transaction: one at a time, and which errors end it.
import { expect } from '@jest/globals';
import { notFound } from './support/notFound.ts';
import { documented, undocumented } from './support/sources.ts';
import { untilRuns } from './support/untilRuns.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, batch, begin, commit, rollback, table }) => {
  const count = async (name: string) =>
    (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

  documented('data-api.differences', 'a second call at the same time is refused at once', async () => {
    const name = await table('v INT');
    const holder = await begin();
    await execute(`SELECT GET_LOCK('${name}', 0)`, { transactionId: holder });
    const transactionId = await begin();
    const first = execute(`SELECT GET_LOCK('${name}', 60) /* ${name} */`, { transactionId });
    await untilRuns(name, execute);
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('Transaction is still running a query'),
      status: 400,
    });
    await rollback(holder);
    expect((await first).records).toEqual([[{ longValue: 1 }]]);
    await rollback(transactionId);
  });

  documented('aurora-data-api', 'a result over the limit ends the transaction', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    await expect(execute("SELECT REPEAT('x', 2000000)", { transactionId })).rejects.toMatchObject({
      status: 400,
    });
    const aborted = notFound('aborted');
    await expect(commit(transactionId)).rejects.toMatchObject(aborted);
    expect(await count(name)).toBe(0);
  });

  undocumented('an empty transaction id is not found, rather than no transaction at all', async () => {
    const name = await table('v INT');
    const insert = `INSERT INTO ${name} VALUES (1)`;
    const unknown = { name: 'TransactionNotFoundException' };
    await expect(execute(insert, { transactionId: '' })).rejects.toMatchObject(unknown);
    await expect(batch(insert, [[]], { transactionId: '' })).rejects.toMatchObject(unknown);
    expect(await count(name)).toBe(0);
  });

  undocumented('an SQL error leaves the transaction open', async () => {
    const name = await table('v INT PRIMARY KEY');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    await expect(execute(`INSERT INTO ${name} VALUES (1)`, { transactionId })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
    });
    await commit(transactionId);
    expect(await count(name)).toBe(1);
  });

  undocumented('a deadlock ends the transaction that MySQL chose', async () => {
    const name = await table('id INT PRIMARY KEY, v INT');
    await execute(`INSERT INTO ${name} VALUES (1, 0), (2, 0)`);
    const ids = await Promise.all([begin(), begin()]);
    const update = (transactionId: string | undefined, id: number) =>
      execute(`UPDATE ${name} SET v = v + 1 WHERE id = ${id}`, { transactionId });
    await update(ids[0], 1);
    await update(ids[1], 2);
    const answers = await Promise.allSettled([update(ids[0], 2), update(ids[1], 1)]);
    const victim = ids[answers.findIndex(({ status }) => status === 'rejected')] as string;
    await expect(commit(victim)).rejects.toMatchObject(notFound('aborted'));
    await commit(ids.find((id) => id !== victim) as string);
    expect((await execute(`SELECT SUM(v) FROM ${name}`)).records).toEqual([[{ stringValue: '2' }]]);
  });

  undocumented('another database than the transaction has is refused', async () => {
    const transactionId = await begin();
    await expect(execute('SELECT 1', { transactionId, database: 'mysql' })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    const { records } = await execute('SELECT DATABASE()', { transactionId, database: undefined });
    expect(records).toEqual([[{ stringValue: api.database }]]);
    await rollback(transactionId);
  });
});
