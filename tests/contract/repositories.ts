// The repositories by method: statements that each sends, and accounts that may run them.
import type { Database, SqlParameters } from '#layers/aws/dataApi/database.ts';
import { createImportJobs, noProgress } from '#layers/people/importJobs.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';
import { personAt } from '#tests/support/people.ts';
import { soon } from '#tests/support/testDatabase.ts';
import {
  addPeople,
  createTestErased,
  createTestErasures,
  createTestPeople,
} from '#tests/support/testDirectory.ts';

export const accounts = ['reader', 'writer', 'importer', 'exporter', 'eraser'] as const;
export type Account = (typeof accounts)[number];

export type Work = (database: Database) => Promise<unknown>;

const homer = personAt(0);
const importLeases: (database: Database) => ReturnType<ReturnType<typeof createImportLeases>> = (database) =>
  createImportLeases(database)('incoming/a.csv');

/** Each method of a repository, and who may run all of its statements. Nobody else may. */
export const methods: Readonly<Record<string, readonly [Work, readonly Account[]]>> = {
  'users.getUsers': [
    (database) => createUsersRepository(database).getUsers({ limit: 1 }, soon()),
    ['reader', 'exporter'],
  ],
  'users.findByEmail': [
    (database) => createUsersRepository(database).findByEmail(homer.email, soon()),
    ['reader', 'exporter'],
  ],
  'people.apply': [
    (database) => addPeople(createTestPeople(database), [homer], soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'people.explain': [
    (database) => createTestPeople(database).explain(homer.email, soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erased.find': [
    (database) => createTestErased(database).find([homer.email], soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erasures.countRows': [
    (database) => createTestErasures(database).countRows(homer.email, soon()),
    ['writer', 'importer', 'eraser'],
  ],
  'erasures.allowAgain': [
    async (database) => {
      const erasures = createTestErasures(database);
      await erasures.eraseSubjects(
        (await erasures.find(homer.email, soon())).map(({ subject }) => subject),
        soon(),
      );
      await erasures.allowAgain(homer.email, soon());
    },
    ['writer', 'importer', 'eraser'],
  ],
  'erasures.erase': [(database) => createTestErasures(database).erase(homer.email, soon()), ['eraser']],
  'purges.deleteTombstones': [
    (database) => createPurgesRepository(database).deleteTombstones(30, soon()),
    ['eraser'],
  ],
  'purges.deleteImportJobs': [
    (database) => createPurgesRepository(database).deleteImportJobs(30, soon()),
    ['eraser'],
  ],
  'jobs.find': [(database) => createImportJobs(database).find('job', soon()), ['importer', 'eraser']],
  'jobs.findRunning': [
    (database) => createImportJobs(database).findRunning('file', soon()),
    ['importer', 'eraser'],
  ],
  'jobs.add': [
    (database) => createImportJobs(database).add('job', { file: 'file', asOfMs: 1, sizeBytes: 1 }, soon()),
    ['importer', 'eraser'],
  ],
  'jobs.advance': [
    (database) => createImportJobs(database).advance('job', 0, noProgress, soon()),
    ['importer', 'eraser'],
  ],
  'jobs.finish': [
    (database) => createImportJobs(database).finish('job', { state: 'done' }, soon()),
    ['importer', 'eraser'],
  ],
  'exportLeases.open': [(database) => createExportLeases(database).open('id', 1, soon()), ['exporter']],
  'exportLeases.close': [(database) => createExportLeases(database).close('id', soon()), ['exporter']],
  'importLeases.open': [(database) => importLeases(database).open('id', 1, soon()), ['importer']],
  'importLeases.close': [(database) => importLeases(database).close('id', soon()), ['importer']],
  'leases.list': [(database) => createOpenLeases(database).list(soon()), ['eraser']],
  'leases.isImporting': [
    (database) => createOpenLeases(database).isImporting('incoming/a.csv', soon()),
    ['importer', 'eraser'],
  ],
};

export type SentStatement = { sql: string; values: SqlParameters };

/** Returns the statements that a method sends to the database, which runs them. */
export const recordStatements = async (database: Database, work: Work): Promise<SentStatement[]> => {
  const sent: SentStatement[] = [];
  await work({
    query: (sql, values, ...more) => {
      sent.push({ sql, values });
      return database.query(sql, values, ...more);
    },
    execute: (sql, values, ...more) => {
      sent.push({ sql, values });
      return database.execute(sql, values, ...more);
    },
  });
  return sent;
};
