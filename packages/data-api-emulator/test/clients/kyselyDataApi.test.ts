// kysely-data-api, step by step beside Kysely on mysql2: both dialects return the same.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isReal } from '../support/target.ts';
import { useTarget } from '../support/useTarget.ts';
import { type KyselyDatabase, openThroughDataApi, openThroughMysql2, raw } from './kyselyDataApi.ts';

const api = useTarget();

type Step = [title: string, run: (db: KyselyDatabase) => Promise<unknown>];

const person = (name: string, age: number | null) => ({ name, age });

/** Each step finds what the steps before it left. */
const steps: Step[] = [
  ['an insert', (db) => db.insertInto('person').values(person('Ada', 36)).executeTakeFirst()],
  ['an insert of NULL', (db) => db.insertInto('person').values(person('Bob', null)).executeTakeFirst()],
  [
    'an insert of several rows',
    (db) =>
      db
        .insertInto('person')
        .values([person("O'Neil \\ %", 50), person('Eve', 7)])
        .execute(),
  ],
  [
    'an insert that is ignored',
    (db) => db.insertInto('person').ignore().values({ id: 1, name: 'x' }).execute(),
  ],
  [
    'an upsert',
    (db) =>
      db
        .insertInto('person')
        .values({ id: 2, name: 'Bob', age: 1 })
        .onDuplicateKeyUpdate({ age: 41 })
        .executeTakeFirst()
        .then(
          ({ numInsertedOrUpdatedRows }: { numInsertedOrUpdatedRows: bigint }) => numInsertedOrUpdatedRows,
        ),
  ],
  [
    'an insert from a query',
    (db) =>
      db
        .insertInto('pet')
        .columns(['person_id', 'name'])
        .expression(db.selectFrom('person').select(['id', 'name']).where('id', '<', 3))
        .execute(),
  ],
  ['all rows', (db) => db.selectFrom('person').selectAll().orderBy('id').execute()],
  ['one row', (db) => db.selectFrom('person').select('name').where('id', '=', 1).executeTakeFirst()],
  ['no row', (db) => db.selectFrom('person').select('name').where('id', '=', 99).executeTakeFirst()],
  ['an alias', (db) => db.selectFrom('person').select('name as label').where('id', '=', 1).execute()],
  [
    'several conditions',
    (db) => db.selectFrom('person').select('id').where('age', '>', 10).where('name', 'like', '%a').execute(),
  ],
  ['IN', (db) => db.selectFrom('person').select('id').where('id', 'in', [1, 3]).orderBy('id').execute()],
  ['IS NULL', (db) => db.selectFrom('person').select('id').where('age', 'is', null).execute()],
  [
    'LIMIT and OFFSET',
    (db) => db.selectFrom('person').select('id').orderBy('id').limit(2).offset(1).execute(),
  ],
  [
    'an inner join',
    (db) =>
      db
        .selectFrom('person')
        .innerJoin('pet', 'pet.person_id', 'person.id')
        .select(['person.name', 'pet.name as pet'])
        .orderBy('pet.id')
        .execute(),
  ],
  [
    'a left join',
    (db) =>
      db
        .selectFrom('person')
        .leftJoin('pet', 'pet.person_id', 'person.id')
        .select(['person.id', 'pet.id as pet'])
        .orderBy('person.id')
        .execute(),
  ],
  [
    'a subquery',
    (db) =>
      db
        .selectFrom('person')
        .select('id')
        .where('id', 'in', db.selectFrom('pet').select('person_id'))
        .orderBy('id')
        .execute(),
  ],
  [
    'a common table expression',
    (db) =>
      db
        .with('old', (inner: KyselyDatabase) =>
          inner.selectFrom('person').select(['id', 'age']).where('age', '>', 36),
        )
        .selectFrom('old')
        .selectAll()
        .orderBy('id')
        .execute(),
  ],
  [
    'a union',
    (db) =>
      db
        .selectFrom('person')
        .select('name')
        .where('id', '=', 1)
        .unionAll(db.selectFrom('pet').select('name').where('id', '=', 1))
        .execute(),
  ],
  [
    'groups',
    (db) =>
      db
        .selectFrom('pet')
        .select((eb: KyselyDatabase) => ['name', eb.fn.countAll().as('pets')])
        .groupBy('name')
        .orderBy('name')
        .execute(),
  ],
  [
    'decimals and doubles',
    (db) =>
      db
        .selectFrom('person')
        .select((eb: KyselyDatabase) => [eb.fn.sum('age').as('sum'), raw`1.5e0`.as('half')])
        .execute(),
  ],
  [
    'a raw expression',
    (db) =>
      db.selectFrom('person').select(raw`CONCAT(name, ${'!'})`.as('loud')).where('id', '=', 1).execute(),
  ],
  [
    'an update',
    (db) =>
      db
        .updateTable('person')
        .set({ age: 37 })
        .where('id', '=', 1)
        .executeTakeFirst()
        .then(({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows),
  ],
  ['a delete', (db) => db.deleteFrom('pet').where('id', '=', 1).executeTakeFirst()],
  [
    'a transaction',
    (db) =>
      db.transaction().execute(async (inner: KyselyDatabase) => {
        await inner.insertInto('pet').values({ person_id: 1, name: 'Rex' }).execute();
        return inner.selectFrom('pet').select('name').where('name', '=', 'Rex').execute();
      }),
  ],
  [
    'a transaction that is rolled back',
    async (db) => {
      const failing = db.transaction().execute(async (inner: KyselyDatabase) => {
        await inner.deleteFrom('pet').execute();
        throw new Error('no');
      });
      await failing.catch(() => {});
      return db.selectFrom('pet').select('name').orderBy('id').execute();
    },
  ],
  [
    'the tables',
    async (db) => (await db.introspection.getTables()).map(({ name }: { name: string }) => name),
  ],
];

(isReal ? describe.skip : describe)('kysely-data-api', () => {
  const names = { dataApi: api.database, mysql2: `${api.database}_mysql2` };
  let dataApi: KyselyDatabase;
  let mysql2: KyselyDatabase;

  beforeAll(async () => {
    await api.http.execute(`CREATE DATABASE ${names.mysql2} CHARACTER SET utf8mb4`);
    for (const database of Object.values(names)) {
      await api.http.execute(
        'CREATE TABLE person (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, age INT)',
        { database },
      );
      await api.http.execute(
        'CREATE TABLE pet (id BIGINT AUTO_INCREMENT PRIMARY KEY, person_id INT, name VARCHAR(40))',
        { database },
      );
    }
    dataApi = openThroughDataApi(api.target(), names.dataApi);
    mysql2 = openThroughMysql2(new URL(`/${names.mysql2}`, process.env.TEST_DATABASE_URL).href);
  });
  afterAll(async () => {
    await mysql2.destroy();
    await api.http.execute(`DROP DATABASE ${names.mysql2}`);
  });

  test.each(steps)('%s', async (_title, run) => {
    expect(await run(dataApi)).toEqual(await run(mysql2));
  });
});
