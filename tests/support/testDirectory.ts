// The directory of a test: prepared for events, filled through the write path, and emptied.
import type { Connection } from 'mysql2/promise';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { type ServiceClock, systemClock } from '#layers/base/clock.ts';
import { createOpenDirectory } from '#layers/people/directory.ts';
import { createErasedPeople, type ErasedPeople } from '#layers/people/erasedPeople.ts';
import { createErasuresRepository, type ErasuresRepository } from '#layers/people/erasuresRepository.ts';
import { createPeopleRepository, type PeopleRepository } from '#layers/people/peopleRepository.ts';
import { lowestRevision, type OrderKind } from '#layers/people/revision.ts';
import type { User } from '#layers/people/user.ts';
import { createDirectoryPreparation } from '#layers/schema/directoryPreparation.ts';
import { createMigrations } from '#layers/schema/migrations.ts';

/** Of the directories of tests. */
export const directorySecret = 'the secret of the directory of the tests';

const optionsOf = (database: Database, order: OrderKind) => ({
  database,
  readSecret: async () => directorySecret,
  order,
});

/** Does what the migrate function does, but for the database users. */
export const migrateDirectory = async (
  database: Database,
  call: CallContext,
  { clock = systemClock, order = 'time' }: { clock?: ServiceClock; order?: OrderKind } = {},
): Promise<void> => {
  await createMigrations({ database, clock }).apply(call);
  await createDirectoryPreparation(optionsOf(database, order)).prepare(call);
};

export const createTestPeople = (database: Database, order: OrderKind = 'time'): PeopleRepository =>
  createPeopleRepository({ database, openDirectory: createOpenDirectory(optionsOf(database, order)) });

export const createTestErasures = (database: Database, order: OrderKind = 'time'): ErasuresRepository =>
  createErasuresRepository({ database, openDirectory: createOpenDirectory(optionsOf(database, order)) });

export const createTestErased = (database: Database): ErasedPeople =>
  createErasedPeople({ database, openDirectory: createOpenDirectory(optionsOf(database, 'time')) });

/** Adds people who were there before any event. Throws when one of them is not added. */
export const addPeople = async (
  people: PeopleRepository,
  users: readonly User[],
  call: CallContext,
): Promise<void> => {
  const changes = users.map(({ email, phoneNumber }) => ({
    email,
    spelling: email,
    phoneNumber,
    revision: lowestRevision,
  }));
  const outcomes = await people.apply(changes, call);
  if (!outcomes.every((outcome) => outcome === 'applied')) throw new Error('Not everybody was added.');
};

/** Removes everybody, tombstones too. */
export const emptyDirectory = async (connection: Connection): Promise<void> => {
  await connection.query('TRUNCATE people');
};

/** Adds rows past the write path, as an adopted table has them: without a subject. */
export const insertRows = async (connection: Connection, users: readonly User[]): Promise<void> => {
  const rows = users.map(({ email, phoneNumber }) => [email, phoneNumber]);
  await connection.query('INSERT INTO people (email, phone_number) VALUES ?', [rows]);
};
