// The leases of writers without a database, which keep the contract of the real ones.

import type { OpenLease, OpenLeases, WriterLeases } from '#layers/people/leases/writerLeases.ts';
import { createInMemoryImportJobs } from './inMemoryImportJobs.ts';

export type InMemoryLeases = OpenLeases & {
  exports: WriterLeases;
  importsOf(key: string): WriterLeases;
};

type Lease = { writer: OpenLease['writer']; key: string | undefined; endsMs: number };

export const createInMemoryLeases = (now: () => number = Date.now): InMemoryLeases => {
  const leases = new Map<string, Lease>();
  const open = () => [...leases].filter(([, { endsMs }]) => endsMs >= now());
  const leasesOf = (writer: OpenLease['writer'], key?: string): WriterLeases => ({
    async open(id, lastsMs) {
      if (!leases.has(id)) leases.set(id, { writer, key, endsMs: now() + lastsMs });
    },
    async close(id) {
      leases.delete(id);
      for (const [other, { writer: of, endsMs }] of leases)
        if (of === writer && endsMs < now()) leases.delete(other);
    },
  });
  return {
    exports: leasesOf('export'),
    importsOf: (key) => leasesOf('import', key),
    list: async () =>
      open().map(([id, { writer, endsMs }]) => ({ id, writer, expiresInMs: Math.ceil(endsMs - now()) })),
    isImporting: async (key) => open().some(([, lease]) => lease.key === key),
  };
};

/** What an eraser needs where nothing is written beside it. */
export const withoutWriters = () => ({
  leases: createInMemoryLeases(),
  jobs: createInMemoryImportJobs(),
  log: () => {},
  sleep: async () => {},
});
