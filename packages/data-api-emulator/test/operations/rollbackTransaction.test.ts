// RollbackTransaction.
import { expect } from '@jest/globals';
import { documented } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, begin, rollback, table }) => {
  const count = async (name: string) =>
    (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

  documented('API_RollbackTransaction', 'a rollback undoes what was written', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    expect(await rollback(transactionId)).toEqual({ transactionStatus: 'Rollback Complete' });
    expect(await count(name)).toBe(0);
  });
});
