// The preparation of a directory over a database in memory that knows its statements.
import { describe, expect, test } from '@jest/globals';
import type { Database, SqlParameters } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { Subjects } from '#layers/people/directory.ts';
import { createDirectoryPreparation } from './directoryPreparation.ts';

const call = { deadlineMs: 10_000 };
const secret = 'a secret of 32 characters or more';
const subjects = new Subjects(secret);
const settled = { order: 'time', secretCheck: subjects.checkValue };
const complete = { ...settled, subjects: 'complete' };

type Person = { id: string; emailKey: string; subject?: string };
type Given = { id: string; subject: string }[];

class DirectoryInMemory implements Database {
  readonly settings: Record<string, unknown>;
  readonly people: Person[];
  /** The people given a subject by each statement. */
  readonly given: Given[] = [];
  /** How many statements read a step of people. */
  steps = 0;
  failure: DatabaseError | undefined;

  constructor(settings: Record<string, unknown>, people: Person[]) {
    this.settings = { ...settings };
    this.people = people.map((person) => ({ ...person }));
  }

  async query(sql: string, parameters: SqlParameters) {
    if (sql === 'SELECT name, value FROM directory_settings')
      return Object.entries(this.settings).map(([name, value]) => ({ name, value }));
    if (sql.includes("email_key = ''")) return this.people.filter(({ emailKey }) => emailKey === '');
    if (sql.includes('subject IS NULL LIMIT 1')) return this.people.filter((person) => !person.subject);
    if (sql.includes('user_id > :after')) return this.#readStep(parameters.after as bigint);
    if (sql.includes('user_id <> given.id')) return parameters.given ? [{ id: '7' }] : [];
    throw new Error(`unknown: ${sql}`);
  }

  async execute(
    sql: string,
    parameters: SqlParameters,
    _call: unknown,
    { idempotent }: { idempotent: boolean },
  ) {
    if (!idempotent) throw new Error(`may be sent again: ${sql}`);
    if (sql.includes("('order', :order), ('secretCheck', :secretCheck)"))
      Object.assign(this.settings, { ...parameters, ...this.settings });
    else if (sql.includes("('subjects', 'complete')")) this.settings.subjects = 'complete';
    else if (sql.includes('SET people.subject')) this.#give(JSON.parse(String(parameters.given)));
    else throw new Error(`unknown: ${sql}`);
    return { updatedRows: 1 };
  }

  #readStep(after: bigint) {
    this.steps += 1;
    return this.people
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, 500)
      .map(({ id, emailKey, subject }) => ({ id, emailKey: subject ? null : emailKey }));
  }

  #give(given: Given) {
    if (this.failure) throw this.failure;
    this.given.push(given);
    for (const { id, subject } of given) {
      const person = this.people.find((known) => known.id === id);
      if (person) person.subject = subject;
    }
  }
}

const prepare = (database: Database) =>
  createDirectoryPreparation({ database, readSecret: async () => secret, order: 'time' }).prepare(call);
const peopleOf = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index + 1), emailKey: `user${index}@x` }));

test('throws DatabaseError when the secret cannot be read', async () => {
  const readSecret = () => Promise.reject(Object.assign(new Error(), { name: 'InternalServiceError' }));
  const options = { database: {} as Database, readSecret, order: 'time' } as const;
  await expect(createDirectoryPreparation(options).prepare(call)).rejects.toMatchObject({
    name: 'DatabaseError',
  });
});

test('settles the order and the secret of a new directory', async () => {
  const database = new DirectoryInMemory({}, []);
  await prepare(database);
  expect(database.settings).toEqual(complete);
  expect(database.steps).toBe(0);
});

test('gives everybody the subject of their key', async () => {
  const database = new DirectoryInMemory({}, peopleOf(1_001));
  await prepare(database);
  expect(database.people).toEqual(
    peopleOf(1_001).map((person) => ({ ...person, subject: subjects.of(person.emailKey) })),
  );
  expect(database.given.map((given) => given.length)).toEqual([500, 500, 1]);
  expect(database.settings).toEqual(complete);
});

test('goes on where another run ended, without a statement for those who have a subject', async () => {
  const people = peopleOf(501).map((person, index) => (index < 500 ? { ...person, subject: 's' } : person));
  const database = new DirectoryInMemory(settled, people);
  await prepare(database);
  expect(database.given).toEqual([[{ id: '501', subject: subjects.of('user500@x') }]]);
});

test.each([
  ['order', 'version', 'The events of this directory have another order. It cannot be changed.'],
  [
    'secretCheck',
    'x',
    'The secret of this directory is another one. Without it no deletion would be remembered.',
  ],
])('refuses another %s than the directory was made with', async (name, value, message) => {
  const database = new DirectoryInMemory({ ...complete, [name]: value }, peopleOf(1));
  await expect(prepare(database)).rejects.toMatchObject({ name: 'MigrationRefused', message });
  expect(database.given).toEqual([]);
});

test('refuses a blank address, and gives nobody a subject', async () => {
  const database = new DirectoryInMemory({}, [...peopleOf(2), { id: '3', emailKey: '' }]);
  await expect(prepare(database)).rejects.toMatchObject({
    name: 'MigrationRefused',
    message: 'The person with user_id 3 has a blank e-mail address.',
  });
  expect(database.given).toEqual([]);
  expect(database.settings).toEqual(settled);
});

describe('a subject that cannot be given', () => {
  const refused = (failure: DatabaseError) => {
    const database = new DirectoryInMemory({}, peopleOf(1));
    database.failure = failure;
    return database;
  };

  test('since somebody has it is refused with the row that was added by hand', async () => {
    const duplicate = new DatabaseError('rejected', 'DatabaseErrorException 1062', { errno: 1062 });
    const database = refused(duplicate);
    await expect(prepare(database)).rejects.toMatchObject({
      name: 'MigrationRefused',
      message: 'The row with user_id 7 was added by hand for somebody whom the events know. Delete it.',
      cause: duplicate,
    });
    expect(database.settings).toEqual(settled);
  });

  test.each([1406, undefined])('for another reason (%s) fails by that reason', async (errno) => {
    const failure = new DatabaseError('transient', 'X', { errno });
    await expect(prepare(refused(failure))).rejects.toBe(failure);
  });

  test('by a defect of ours fails as what it is', async () => {
    const defect = Object.assign(new TypeError('X'), { errno: 1062 });
    await expect(prepare(refused(defect as unknown as DatabaseError))).rejects.toBe(defect);
  });
});
