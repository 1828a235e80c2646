// What imports are built on.
import type { WriterLeases } from '#layers/leases/writerLeases.ts';
import type { ObjectStore } from '#layers/objects/objectStore.ts';
import type { InvokingQueue } from '#layers/queues/invokingQueue.ts';
import type { ErasedPeople } from '#layers/repository/erasedPeople.ts';
import type { ImportJobs } from '#layers/repository/importJobs.ts';
import type { PeopleRepository } from '#layers/repository/peopleRepository.ts';
import type { OrderKind } from '#layers/repository/revision.ts';

/** The services of the function that imports files. Tests pass a literal. */
export type ImportServices = {
  readonly store: ObjectStore;
  readonly jobs: ImportJobs;
  /** The leases of runs that read the file of a key. */
  readonly leasesOf: (key: string) => WriterLeases;
  readonly erased: ErasedPeople;
  readonly people: Pick<PeopleRepository, 'apply' | 'preview'>;
  /** The queue that invokes the function. */
  readonly queue: InvokingQueue;
  readonly order: OrderKind;
  readonly now: () => number;
};
