// The high-level calls of data-api-client 1.x, which its users run against Aurora.
import { describe, expect } from '@jest/globals';
import { documented } from '../support/sources.ts';
import { useTarget } from '../support/useTarget.ts';
import { openDataApiClient } from './dataApiClient.ts';

const api = useTarget();
const { table } = api.http;

describe('data-api-client', () => {
  const open = () => openDataApiClient(api.target(), api.database);

  documented(
    'data-api-client',
    'hydrates records, and gives an insert its id and an update its count',
    async () => {
      const client = open();
      const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), age INT');
      const insert = `INSERT INTO ${name} (name, age) VALUES (:name, :age)`;
      expect(await client.query(insert, { name: 'Ada', age: 36 })).toEqual({
        insertId: 1,
        numberOfRecordsUpdated: 1,
      });
      expect(await client.query(`UPDATE ${name} SET age = :age`, { age: null })).toEqual({
        numberOfRecordsUpdated: 1,
      });
      expect(await client.query(`SELECT * FROM ${name}`)).toEqual({
        records: [{ id: 1, name: 'Ada', age: null }],
      });
      expect(await client.query(`SELECT * FROM ${name} WHERE id = :id`, { id: 2 })).toEqual({ records: [] });
    },
  );

  documented('data-api-client', 'inserts a batch', async () => {
    const name = await table('id INT AUTO_INCREMENT PRIMARY KEY, v INT');
    expect(await open().query(`INSERT INTO ${name} (v) VALUES (:v)`, [[{ v: 1 }], [{ v: 2 }]])).toEqual({
      updateResults: [{ insertId: 1 }, { insertId: 2 }],
    });
  });

  documented('data-api-client', 'reads dates as dates', async () => {
    const name = await table('at DATETIME');
    const client = open();
    await client.query(`INSERT INTO ${name} VALUES (:at)`, { at: '2024-02-29 23:59:59' });
    const { records } = await client.query(`SELECT at FROM ${name}`);
    expect(records[0].at.toISOString()).toBe('2024-02-29T23:59:59.000Z');
  });

  documented('data-api-client', 'commits a transaction, or rolls it back at the first error', async () => {
    const client = open();
    const name = await table('v INT PRIMARY KEY');
    const insert = `INSERT INTO ${name} VALUES (:v)`;
    await client.transaction().query(insert, { v: 1 }).query(insert, { v: 2 }).commit();
    const statuses: string[] = [];
    const failing = client
      .transaction()
      .query(insert, { v: 3 })
      .query(insert, { v: 1 })
      .rollback((_error, status) => statuses.push(JSON.stringify(status)));
    await expect(failing.commit()).rejects.toMatchObject({ code: 'DatabaseErrorException' });
    expect(statuses).toEqual([expect.stringContaining('Rollback Complete')]);
    expect((await client.query(`SELECT COUNT(*) AS n FROM ${name}`)).records).toEqual([{ n: 2 }]);
  });
});
