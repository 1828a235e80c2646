// Sizes and times, on both sides of each limit.
import { expect } from '@jest/globals';
import { manualClock } from './support/manualClock.ts';
import { parameters, string } from './support/parameters.ts';
import { documented, emulated, undocumented } from './support/sources.ts';
import { untilRuns } from './support/untilRuns.ts';
import { useTarget } from './support/useTarget.ts';

const clock = manualClock();
const api = useTarget({ clock });
const mebibyte = 1024 * 1024;
/** The FROM clause of a query with 2 to the power of `exponent` rows. */
const fromRows = (exponent: number): string => {
  const twice = '(SELECT 1 UNION ALL SELECT 2)';
  return `FROM ${Array.from({ length: exponent }, (_, index) => `${twice} AS t${index}`).join(' CROSS JOIN ')}`;
};

api.onEveryStack(({ execute, begin, commit, rollback, table }) => {
  const text = (length: number) => execute(`SELECT REPEAT('x', ${length})`);

  documented('data-api.limitations', 'a result well under 1 MiB is returned whole', async () => {
    const [[field]] = (await text(900_000)).records;
    expect(field.stringValue).toHaveLength(900_000);
  });

  documented('data-api.limitations', 'a result over 1 MiB is refused, not truncated', async () => {
    await expect(text(mebibyte + 1)).rejects.toMatchObject({
      status: 400,
      message: 'Database returned more than the allowed response size limit',
    });
  });

  undocumented('the limit counts the bytes of the values alone, in both formats', async () => {
    await expect(text(mebibyte)).resolves.toHaveProperty('records');
    const formatted = (length: number) =>
      execute(`SELECT REPEAT('x', ${length})`, { formatRecordsAs: 'JSON' });
    await expect(formatted(mebibyte)).resolves.toHaveProperty('formattedRecords');
    for (const run of [text, formatted]) {
      await expect(run(mebibyte + 1)).rejects.toMatchObject({ name: 'UnsupportedResultException' });
    }
  });

  undocumented(
    'a result far over the limit is cut off while it arrives, and the next call works',
    async () => {
      await expect(execute(`SELECT REPEAT('x', 10000) ${fromRows(16)}`)).rejects.toMatchObject({
        status: 400,
      });
      expect((await execute('SELECT 1')).records).toEqual([[{ longValue: 1 }]]);
    },
  );

  documented('data-api-json', 'formattedRecords may have more than 1 MiB, but not 10 MB', async () => {
    const label = 'l'.repeat(60);
    const formatted = (exponent: number) =>
      execute(`SELECT 1 AS ${label} ${fromRows(exponent)}`, { formatRecordsAs: 'JSON' });
    expect((await formatted(15)).formattedRecords.length).toBeGreaterThan(mebibyte);
    await expect(formatted(18)).rejects.toMatchObject({ name: 'BadRequestException', status: 400 });
  });

  documented(
    'CHAP_Limits',
    'a request under 4 MiB is taken, one over it is refused and not run',
    async () => {
      const name = await table('v LONGTEXT');
      const insert = (length: number) =>
        execute(`INSERT INTO ${name} VALUES (:v)`, {
          parameters: parameters({ v: string('x'.repeat(length)) }),
        });
      await insert(4 * mebibyte - 4_096);
      await expect(insert(4 * mebibyte)).rejects.toThrow();
      expect((await execute(`SELECT COUNT(*) FROM ${name}`)).records).toEqual([[{ longValue: 1 }]]);
    },
  );

  documented('API_ExecuteStatement', 'SQL text may have 65,536 characters', async () => {
    const sql = (length: number) => `SELECT 1 /*${'x'.repeat(length - 13)}*/`;
    await expect(execute(sql(65_536))).resolves.toHaveProperty('records');
    await expect(execute(sql(65_537))).rejects.toMatchObject({ status: 400 });
  });

  undocumented('longer SQL text is refused in the words of Aurora Serverless v1', async () => {
    await expect(execute(`SELECT 1 /*${'x'.repeat(65_536)}*/`)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Number of characters in SQLStatement is longer than 65536',
    });
  });

  const timeOut = async (comment: string) => {
    await untilRuns(comment, execute);
    clock.advance(45_000);
  };
  const timedOut = { name: 'StatementTimeoutException', status: 400, dbConnectionId: expect.any(Number) };

  emulated('data-api.calling', 'after 45 seconds the call fails and its statement is stopped', async () => {
    const name = await table('v INT');
    await execute(`INSERT INTO ${name} VALUES (1)`);
    const transactionId = await begin();
    await execute(`UPDATE ${name} SET v = 2`, { transactionId });
    const waiting = execute(`UPDATE ${name} SET v = 3 /* ${name} */`);
    await Promise.all([expect(waiting).rejects.toMatchObject(timedOut), timeOut(name)]);
    await commit(transactionId);
    expect((await execute(`SELECT v FROM ${name}`)).records).toEqual([[{ longValue: 2 }]]);
  });

  emulated('API_ExecuteStatement', 'continueAfterTimeout lets the statement go on', async () => {
    const name = await table('v INT');
    const call = execute(`INSERT INTO ${name} SELECT SLEEP(0.7) /* ${name} */`, {
      continueAfterTimeout: true,
    });
    await Promise.all([expect(call).rejects.toMatchObject(timedOut), timeOut(name)]);
    const count = async () => (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;
    while ((await count()) === 0);
    expect(await count()).toBe(1);
  });

  undocumented('a transaction outlives a statement that timed out', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await execute(`INSERT INTO ${name} VALUES (1)`, { transactionId });
    const call = execute(`SELECT SLEEP(60) /* ${name} */`, { transactionId });
    await Promise.all([expect(call).rejects.toMatchObject(timedOut), timeOut(name)]);
    await commit(transactionId);
    expect((await execute(`SELECT COUNT(*) FROM ${name}`)).records).toEqual([[{ longValue: 1 }]]);
  });

  emulated('data-api.differences', 'a transaction stays busy while its statement continues', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    const call = execute(`SELECT SLEEP(0.7) /* ${name} */`, { transactionId, continueAfterTimeout: true });
    await Promise.all([expect(call).rejects.toMatchObject(timedOut), timeOut(name)]);
    await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject({
      name: 'DatabaseErrorException',
    });
    const idle = async () =>
      execute('SELECT 1', { transactionId }).then(
        () => true,
        () => false,
      );
    while (!(await idle()));
    await rollback(transactionId);
  });
});
