// Imports files of people into a real directory, from a bucket in memory.
import type { Database } from '#layers/aws/dataApi/database.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import { createImportLeases } from '#layers/people/leases/writerLeases.ts';
import type { InMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { createTestErased, createTestPeople } from '#tests/support/testDirectory.ts';

/** Lets everybody in with the number, as of a time in milliseconds. */
export type ImportPeople = (emails: Iterable<string>, phoneNumber: string, asOfMs: number) => Promise<void>;

export const createImporter = (database: Database, store: InMemoryObjectStore): ImportPeople => {
  const services = {
    store,
    jobs: createImportJobs(database),
    leasesOf: createImportLeases(database),
    people: createTestPeople(database),
    erased: createTestErased(database),
    queue: {
      send: () => Promise.reject(new Error('The time did not suffice for a file.')),
      postpone: async () => {},
    },
    ...optionalReaders,
    order: 'time' as const,
    now: Date.now,
  };
  let files = 0;
  return async (emails, phoneNumber, asOfMs) => {
    files += 1;
    const lines = [...emails].map((email) => `${toCell(email)},${toCell(phoneNumber)}\n`).join('');
    const metadata = { 'as-of': new Date(asOfMs).toISOString() };
    const file = store.put(`incoming/${files}.csv`, `email,phoneNumber\n${lines}`, metadata);
    const { state, progress } = await importFile(services, file, soon());
    if (state !== 'done' || progress.rejected > 0) throw new Error('A file was not imported.');
  };
};
