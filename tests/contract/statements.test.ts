// Statements of the repositories on random rows: the real server beside the model of it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RowDataPacket } from 'mysql2/promise';
import { createDatabaseModel, type DatabaseModel } from '#tests/simulation/database/execute.ts';
import { jobStatements } from '#tests/simulation/database/jobs.ts';
import { leaseStatements } from '#tests/simulation/database/leases.ts';
import { lookUpStatements } from '#tests/simulation/database/lookUps.ts';
import { peopleStatements } from '#tests/simulation/database/people.ts';
import {
  createTables,
  fold,
  type ModelledStatement,
  MysqlError,
  type PersonRecord,
  type SqlArguments,
  type StatementResult,
  type Tables,
  toDateTime,
} from '#tests/simulation/database/tables.ts';
import { openSession, type SessionDatabase } from '#tests/support/sessionDatabase.ts';
import { startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { methods, recordStatements } from './repositories.ts';

const startMs = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

let cloud: TestCloud;
let session: SessionDatabase;
let model: DatabaseModel;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
  session = await openSession(cloud.url);
  await session.session.query("SET time_zone = '+00:00'");
  model = await createDatabaseModel();
});
afterAll(async () => {
  await session.end();
  await cloud.stop();
});

// Few values, so that rows meet: by subject, by address, and with equal and unequal revisions.
const subject = fc.constantFrom('a', 'b', 'c', 'd').map((letter) => letter.repeat(43));
const email = fc.constantFrom('a@x', 'A@X', ' a@x ', 'b@x', 'é@x', 'É@x', 'c@x');
const revision = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('1', '2', '3', '2g').map((rank) => `000000000000000${rank}`) },
  { weight: 1, arbitrary: fc.constantFrom('', 'erased') },
);
const contact = fc.oneof(
  { weight: 3, arbitrary: fc.record({ email, phone: fc.constantFrom('1', '2') }) },
  { weight: 1, arbitrary: fc.constant({ email: null, phone: null }) },
);
const ageMs = fc.constantFrom(0, 29 * dayMs, 30 * dayMs, 30 * dayMs + 1_000, 31 * dayMs);
const job = fc.constantFrom('j1', 'j2');
const file = fc.constantFrom('f1', 'f2');
const lease = fc.constantFrom('l1', 'l2', 'l3');
const object = fc.constantFrom('o1', 'o2');
const lastsMs = fc.constantFrom(1, 1_000, 60_000);
const count = fc.constantFrom(0, 0, 0, 1, 2);

const sentPerson = fc
  .record({ subject, revision, contact })
  .map(({ contact: { email: at, phone }, ...row }) => ({ ...row, email: at, phone }));
const json = (values: fc.Arbitrary<unknown>) =>
  fc.array(values, { minLength: 1, maxLength: 4 }).map((list) => JSON.stringify(list));

/** What each statement is given. */
const given: Readonly<Record<string, fc.Arbitrary<SqlArguments>>> = {
  lookUp: fc.record({ asked: json(fc.record({ email, subject })) }),
  upsert: fc.record({ people: json(sentPerson) }),
  erase: fc.record({ subjects: json(subject) }),
  findRows: fc.record({ email }),
  deleteStray: fc.record({ email }),
  allowAgain: fc.record({ subject }),
  deleteTombstones: fc.record({ days: fc.constant(30) }),
  getUsers: fc.record({ after: fc.constant(0), limit: fc.integer({ min: 1, max: 5 }) }),
  findByEmail: fc.record({ email }),
  findJob: fc.record({ job }),
  findRunningJobs: fc.record({ file }),
  addJob: fc.record({ job, file, asOfMs: count, sizeBytes: count }),
  advanceJob: fc.record({
    job,
    from: count,
    offsetBytes: count,
    lines: count,
    accepted: count,
    unchanged: count,
    rejected: count,
    violations: fc.constantFrom('', '{}'),
    onlyPossible: count,
  }),
  finishJob: fc.record({ job, state: fc.constantFrom('done', 'failed'), reason: fc.constantFrom('', 'why') }),
  deleteJobs: fc.record({ days: fc.constant(30) }),
  openExportLease: fc.record({ id: lease, lastsMs }),
  openImportLease: fc.record({ id: lease, object, lastsMs }),
  closeExportLease: fc.record({ id: lease }),
  closeImportLease: fc.record({ id: lease }),
  listLeases: fc.constant({}),
  isImporting: fc.record({ object }),
};

const ofPeople = [...peopleStatements, ...lookUpStatements];
const ofImports = [...jobStatements, ...leaseStatements];
const statements = new Map([...ofPeople, ...ofImports].map((one) => [one.name, one]));

/** Nobody reads how many rows these changed, and servers count in different ways. */
const uncounted = new Set(['upsert', 'erase', 'addJob', 'openExportLease', 'openImportLease']);
/** Of these it counts how many rows there are: ids differ, and any lease will do. */
const counted = new Set(['findRows', 'isImporting']);
/** Rows of these have no order. */
const unordered = new Set(['findRunningJobs', 'listLeases']);

const stepOf = (among: readonly ModelledStatement[]) =>
  fc.constantFrom(...among).chain(({ name }) =>
    fc.record({
      name: fc.constant(name),
      values: given[name] as fc.Arbitrary<SqlArguments>,
      passesMs: fc.constantFrom(0, 0, 1_000, 59_000, 30 * dayMs),
    }),
  );

type Person = Omit<PersonRecord, 'id'>;

const person: fc.Arbitrary<Person> = fc
  .record({ subject: fc.option(subject), revision, contact, ageMs: fc.option(ageMs) })
  .map(({ contact: { email: at, phone }, ageMs: age, ...row }) => ({
    ...row,
    email: at,
    phone,
    appliedMs: age === null ? null : startMs - age,
  }));

const people = fc.array(person, { maxLength: 5 }).map((all) => {
  const seen = new Set<string>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key) !== undefined;
  return all.filter(
    (one) =>
      (one.subject === null || isNew(one.subject)) && (one.email === null || isNew(`@${fold(one.email)}`)),
  );
});

const fill = async (tables: Tables, rows: readonly Person[]): Promise<void> => {
  for (const table of ['people', 'import_job', 'import_lease', 'export_lease'])
    await session.session.query(`DELETE FROM ${table}`);
  for (const row of rows) {
    tables.people.push({ ...row, id: tables.nextId++ });
    await session.session.query(
      'INSERT INTO people (subject, email, phone_number, revision, applied_at) VALUES (?, ?, ?, ?, ?)',
      [row.subject, row.email, row.phone, row.revision, row.appliedMs && toDateTime(row.appliedMs)],
    );
  }
};

const withoutIds = (rows: Record<string, unknown>[]) => rows.map(({ id: _, ...row }) => row);

const comparable = (name: string, result: StatementResult): unknown => {
  if (typeof result === 'number') return uncounted.has(name) ? 'done' : result;
  if (counted.has(name)) return result.length;
  const rows = withoutIds(result);
  const texts = rows.map((row) => JSON.stringify(Object.entries(row).sort()));
  return unordered.has(name) ? texts.sort() : texts;
};

const runOnServer = async ({ name, sql }: ModelledStatement, values: SqlArguments): Promise<unknown> => {
  try {
    const isQuery = /^\s*SELECT/.test(sql);
    const result = isQuery
      ? await session.query(sql, values, { deadlineMs: 0 })
      : (await session.execute(sql, values, { deadlineMs: 0 }, { idempotent: true })).updatedRows;
    return comparable(name, result);
  } catch (error) {
    return { errno: (error as { errno: number }).errno };
  }
};

const runOnModel = (
  tables: Tables,
  { name, sql }: ModelledStatement,
  values: SqlArguments,
  nowMs: number,
): unknown => {
  try {
    return comparable(name, model.execute(tables, sql, values, nowMs));
  } catch (error) {
    if (error instanceof MysqlError) return { errno: error.errno };
    throw error;
  }
};

const readPeople = async (): Promise<unknown[]> => {
  const [rows] = await session.session.query<RowDataPacket[]>(
    `SELECT subject, email, phone_number AS phone, revision, CAST(applied_at AS CHAR) AS applied
    FROM people ORDER BY user_id`,
  );
  return rows.map((row) => ({ ...row }));
};

const peopleOf = ({ people: rows }: Tables): unknown[] =>
  rows
    .toSorted((a, b) => a.id - b.id)
    .map(({ id: _, appliedMs, ...row }) => ({
      ...row,
      applied: appliedMs === null ? null : toDateTime(appliedMs),
    }));

test('every statement of the model is tried', () => {
  expect(Object.keys(given).sort()).toEqual([...statements.keys()].sort());
});

test('the model has every statement of the repositories, as they send it', async () => {
  const sent = new Set<string>();
  for (const [work] of Object.values(methods))
    for (const { sql } of await recordStatements(session, work)) sent.add(model.find(sql).name);
  expect([...statements.keys()].filter((name) => !sent.has(name))).toEqual([]);
});

type Step = { name: string; values: SqlArguments; passesMs: number };

/** Runs the history on the model and on the server, over the same rows, and compares after each step. */
const compare = async (rows: Parameters<typeof fill>[1], history: readonly Step[]): Promise<void> => {
  const tables = createTables();
  await fill(tables, rows);
  let nowMs = startMs;
  for (const { name, values, passesMs } of history) {
    const statement = statements.get(name) as ModelledStatement;
    nowMs += passesMs;
    await session.session.query('SET timestamp = ?', [nowMs / 1_000]);
    const expected = runOnModel(tables, statement, values, nowMs);
    expect([name, await runOnServer(statement, values)]).toEqual([name, expected]);
    expect(await readPeople()).toEqual(peopleOf(tables));
  }
};

test.each([
  ['people', ofPeople],
  ['imports', ofImports],
])('the server does to random rows of %s what the model does, statement by statement', async (_of, among) => {
  const steps = fc.array(stepOf(among), { minLength: 1, maxLength: 16 });
  await fc.assert(fc.asyncProperty(people, steps, compare), { numRuns: 150 });
});

test('both count a row that an update matches and does not change', async () => {
  const zero = { offsetBytes: 0, lines: 0, accepted: 0, unchanged: 0, rejected: 0, onlyPossible: 0 };
  await compare(
    [],
    [
      { name: 'addJob', values: { job: 'j1', file: 'f1', asOfMs: 0, sizeBytes: 0 }, passesMs: 0 },
      { name: 'advanceJob', values: { job: 'j1', from: 0, violations: '', ...zero }, passesMs: 0 },
    ],
  );
});
