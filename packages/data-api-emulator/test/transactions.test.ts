// BeginTransaction, CommitTransaction and RollbackTransaction, and calls within a transaction.
import { describe, expect } from '@jest/globals';
import { manualClock } from './support/manualClock.ts';
import { documented, emulated, undocumented } from './support/sources.ts';
import { useDataApi } from './support/useDataApi.ts';

const clock = manualClock();
const api = useDataApi({ clock });
const minuteMs = 60_000;
const notFound = (cause: string) => ({
  name: 'TransactionNotFoundException',
  status: 404,
  message: expect.stringMatching(new RegExp(`^Transaction .* is not found.*${cause}`)),
});

const { execute, begin } = api.client('HTTP');

emulated('API_BeginTransaction', '24 hours end it however busy it was', async () => {
  const transactionId = await begin();
  for (let minute = 2; minute < 24 * 60; minute += 2) {
    clock.advance(2 * minuteMs);
    await execute('SELECT 1', { transactionId });
  }
  clock.advance(2 * minuteMs);
  await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject(
    notFound('Transaction may be expired'),
  );
});

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

  documented('API_RollbackTransaction', 'a rollback undoes what was written', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    expect(await rollback(transactionId)).toEqual({ transactionStatus: 'Rollback Complete' });
    expect(await count(name)).toBe(0);
  });

  documented('API_BeginTransaction', 'transactions do not see each other', async () => {
    const name = await table('v INT');
    const [one, two] = await Promise.all([begin(), begin()]);
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId: one });
    const seen = await execute(`SELECT v FROM ${name}`, { transactionId: two });
    expect(seen.records).toEqual([]);
    await Promise.all([rollback(one), rollback(two)]);
  });

  documented('data-api.differences', 'a second call at the same time is refused at once', async () => {
    const transactionId = await begin();
    const first = execute('SELECT SLEEP(0.3)', { transactionId });
    const second = execute('SELECT 1', { transactionId });
    const answers = await Promise.allSettled([first, second]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(reason).toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('Transaction is still running a query'),
      status: 400,
    });
    await rollback(transactionId);
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
    const ended = notFound('One previous call resulted in a termination of your transaction');
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject(ended);
    await expect(commit(transactionId)).rejects.toMatchObject(ended);
    await expect(rollback(transactionId)).rejects.toMatchObject(ended);
  });

  documented('aurora-data-api', 'a result over the limit ends the transaction', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    await expect(execute("SELECT REPEAT('x', 2000000)", { transactionId })).rejects.toMatchObject({
      status: 400,
    });
    const aborted = notFound('Transaction has been aborted due to an error from a previous call');
    await expect(commit(transactionId)).rejects.toMatchObject(aborted);
    expect(await count(name)).toBe(0);
  });

  describe('time', () => {
    const expired = notFound('Transaction may be expired');

    emulated('API_BeginTransaction', 'three idle minutes roll it back', async () => {
      const name = await table('v INT');
      const transactionId = await begin();
      await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
      clock.advance(3 * minuteMs - 1);
      await execute('SELECT 1', { transactionId });
      clock.advance(3 * minuteMs);
      await expect(commit(transactionId)).rejects.toMatchObject(expired);
      expect(await count(name)).toBe(0);
    });
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

  undocumented('COMMIT in SQL does not end it, and what follows is still undone', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    await execute('COMMIT', { transactionId });
    await execute(`INSERT INTO ${name} VALUES (2)`, { transactionId });
    await rollback(transactionId);
    expect((await execute(`SELECT v FROM ${name}`)).records).toEqual([[{ longValue: 1 }]]);
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
