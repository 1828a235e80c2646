// The services of imports without a database, a bucket or a queue.

import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import { jobId } from '#layers/people/bucketLayout.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import type { User } from '#layers/people/user.ts';
import { createInMemoryDirectory, type InMemoryDirectory } from './inMemoryDirectory.ts';
import { createInMemoryImportJobs } from './inMemoryImportJobs.ts';
import { createInMemoryLeases, type InMemoryLeases } from './inMemoryLeases.ts';
import { createInMemoryObjectStore, type InMemoryObjectStore } from './inMemoryObjectStore.ts';

export type InMemoryImports = {
  services: ImportServices;
  store: InMemoryObjectStore;
  directory: InMemoryDirectory;
  leases: InMemoryLeases;
  /** The bodies of messages that were sent. */
  sent: string[];
  /** Messages that failed, and after how many seconds they come again. */
  postponed: [handle: string, delayS: number][];
  /** Everybody, in their order. */
  readAll(): Promise<User[]>;
  /** The text of an object. */
  read(key: string): string | undefined;
  /** The job of the object that the key has now. */
  jobOf(key: string): string;
};

export const createInMemoryImports = (
  { order = 'time', users = [] }: { order?: OrderKind; users?: readonly User[] } = {},
  now: () => number = Date.now,
): InMemoryImports => {
  const store = createInMemoryObjectStore(now);
  const directory = createInMemoryDirectory(users);
  const leases = createInMemoryLeases(now);
  const sent: string[] = [];
  const postponed: InMemoryImports['postponed'] = [];
  const queue = {
    send: async (body: string) => {
      sent.push(body);
    },
    postpone: async ({ handle }: Receipt, delayS: number) => {
      postponed.push([handle, delayS]);
    },
  };
  return {
    services: {
      store,
      jobs: createInMemoryImportJobs(),
      leasesOf: leases.importsOf,
      people: directory.people,
      erased: directory.erased,
      queue,
      ...optionalReaders,
      order,
      now,
    },
    leases,
    store,
    directory,
    sent,
    postponed,
    readAll: async () =>
      (await directory.users.getUsers({ limit: 1_000 }, { deadlineMs: Number.POSITIVE_INFINITY })).users,
    read: (key) => store.objects.get(key)?.body.toString(),
    jobOf(key) {
      const object = store.objects.get(key);
      if (!object) throw new TypeError('There is no such object.');
      return jobId(key, object);
    },
  };
};
