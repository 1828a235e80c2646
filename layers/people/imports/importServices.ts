// What imports are built on.

import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import type { InvokingQueue } from '#layers/aws/sqs/invokingQueue.ts';
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import type { ImportJobs } from '#layers/people/importJobs.ts';
import type { WriterLeases } from '#layers/people/leases/writerLeases.ts';
import type { PeopleRepository } from '#layers/people/peopleRepository.ts';
import type { OrderKind } from '#layers/people/revision.ts';

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
