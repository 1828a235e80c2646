// CommitTransaction, and what ends a transaction besides it.
import { expect } from '@jest/globals';
import { notFound } from '../support/notFound.ts';
import { documented, undocumented } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, begin, commit, rollback, table }) => {
  const count = async (name: string) =>
    (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

  documented('API_CommitTransaction', 'a commit keeps what was written', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    expect(await count(name)).toBe(0);
    expect(await commit(transactionId)).toEqual({ transactionStatus: 'Transaction Committed' });
    expect(await count(name)).toBe(1);
  });

  documented('data-api.troubleshooting', 'an id that never was is not found', async () => {
    const unknown = { transactionId: 'AAAAAAAAAAAAAAAA' };
    await expect(execute('SELECT 1', unknown)).rejects.toMatchObject({
      name: 'TransactionNotFoundException',
    });
    await expect(commit('AAAAAAAAAAAAAAAA')).rejects.toMatchObject({ status: 404 });
    await expect(rollback('AAAAAAAAAAAAAAAA')).rejects.toMatchObject({ status: 404 });
  });

  documented('data-api.troubleshooting', 'a transaction that was ended is not found', async () => {
    const transactionId = await begin();
    await commit(transactionId);
    const ended = notFound('termination of your transaction');
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject(ended);
    await expect(commit(transactionId)).rejects.toMatchObject(ended);
    await expect(rollback(transactionId)).rejects.toMatchObject(ended);
  });

  undocumented('COMMIT in SQL does not end a transaction, and what follows is still undone', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    await execute('COMMIT', { transactionId });
    await execute(`INSERT INTO ${name} VALUES (2)`, { transactionId });
    await rollback(transactionId);
    expect((await execute(`SELECT v FROM ${name}`)).records).toEqual([[{ longValue: 1 }]]);
  });
});
