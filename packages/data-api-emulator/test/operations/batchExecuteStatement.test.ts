// BatchExecuteStatement.
import { expect } from '@jest/globals';
import { isNull, long, parameters, string } from '../support/parameters.ts';
import { documented, undocumented } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';

const api = useTarget();

api.onEveryStack(({ execute, batch, begin, rollback, table }) => {
  const sets = (...values: number[]) => values.map((v) => parameters({ v: long(v) }));
  const count = async (name: string) =>
    (await execute(`SELECT COUNT(*) FROM ${name}`)).records[0][0].longValue;

  documented('data-api-client', 'answers an INSERT with a key for each set', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT, s VARCHAR(9)');
    const answer = await batch(`INSERT INTO ${name} (v, s) VALUES (:v, :s)`, [
      parameters({ v: long(1), s: string('a') }),
      parameters({ v: long(2), s: isNull }),
    ]);
    expect(answer).toEqual({
      updateResults: [{ generatedFields: [{ longValue: 1 }] }, { generatedFields: [{ longValue: 2 }] }],
    });
    expect((await execute(`SELECT v, s FROM ${name} ORDER BY id`)).records).toEqual([
      [long(1), string('a')],
      [long(2), isNull],
    ]);
  });

  documented('data-api-client', 'answers UPDATE and DELETE with empty generated fields', async () => {
    const name = await table('v INT');
    await batch(`INSERT INTO ${name} VALUES (:v)`, sets(1, 2));
    const empty = { updateResults: [{ generatedFields: [] }, { generatedFields: [] }] };
    expect(await batch(`UPDATE ${name} SET v = v + 10 WHERE v = :v`, sets(1, 2))).toEqual(empty);
    expect(await batch(`DELETE FROM ${name} WHERE v = :v`, sets(11, 12))).toEqual(empty);
    expect(await count(name)).toBe(0);
  });

  documented('aws-sdk-js#2775', 'runs nothing without a parameter set', async () => {
    const name = await table('v INT');
    expect(await batch(`INSERT INTO ${name} VALUES (1)`, [])).toEqual({ updateResults: [] });
    expect(await count(name)).toBe(0);
  });

  documented('API_BatchExecuteStatement', 'runs once for each empty set', async () => {
    const name = await table('v INT');
    await batch(`INSERT INTO ${name} VALUES (1)`, [[], []]);
    expect(await count(name)).toBe(2);
  });

  documented('API_BatchExecuteStatement', 'belongs to the transaction it names', async () => {
    const name = await table('v INT');
    const transactionId = await begin();
    await batch(`INSERT INTO ${name} VALUES (:v)`, sets(1, 2), { transactionId });
    await rollback(transactionId);
    expect(await count(name)).toBe(0);
  });

  documented('data-api.differences', 'refuses several statements', async () => {
    await expect(batch('SELECT 1; SELECT 2', [[]])).rejects.toMatchObject({ name: 'ValidationException' });
  });

  undocumented('a batch refuses a semicolon at its end, which the reference asks to leave out', async () => {
    await expect(batch('DO 1;', [[]])).rejects.toMatchObject({ name: 'ValidationException' });
  });

  undocumented('a batch checks every set before it runs the first', async () => {
    const name = await table('v INT');
    await expect(batch(`INSERT INTO ${name} VALUES (:v)`, [...sets(1), []])).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(await count(name)).toBe(0);
  });

  undocumented('a batch outside a transaction keeps the sets before a failing one', async () => {
    const name = await table('v INT PRIMARY KEY');
    await expect(batch(`INSERT INTO ${name} VALUES (:v)`, sets(1, 2, 1, 3))).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: expect.stringContaining('Error code: 1062'),
    });
    expect(await count(name)).toBe(2);
  });

  undocumented('a batch refuses a SELECT, as JDBC does', async () => {
    await expect(batch('SELECT :v', sets(1))).rejects.toMatchObject({ name: 'DatabaseErrorException' });
  });
});
