// An import with a fault at each call in turn, told of once and twice at once.
import { expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { ImportMessage } from '#layers/people/imports/importFile.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { atEachCall, type FaultAtCall } from '#tests/support/faultAtCall.ts';
import { createInMemoryImports, type InMemoryImports } from '#tests/support/inMemoryImports.ts';
import { importUsers } from './handler.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const receipt = { handle: 'handle', receives: 1 };
const database = new DatabaseError('transient', 'ServiceUnavailableError');
const bucket = new ObjectStoreError('unavailable', 'SlowDown');

const key = 'incoming/a.csv';
const text = [
  'email,phoneNumber',
  ...['a@x,111', 'none,222', 'b@x,333', 'c@x,444', 'a@x,555', 'other,666'],
].join('\n');

const withFault = ({ services }: InMemoryImports, fault: FaultAtCall): ImportServices => ({
  ...services,
  store: fault.wrap(services.store, bucket),
  jobs: fault.wrap(services.jobs, database),
  people: fault.wrap(services.people, database),
  erased: fault.wrap(services.erased, database),
  leasesOf: (of) => fault.wrap(services.leasesOf(of), database),
  queue: fault.wrap(services.queue, new Error('the queue')),
});

/** Delivers messages as a queue does: one that fails comes again, and one that is sent follows. */
const deliver = async (imports: InMemoryImports, first: ImportServices, times: number): Promise<void> => {
  const messages: { message: ImportMessage; services: ImportServices }[] = [
    { message: { key }, services: first },
    ...Array.from({ length: times - 1 }, () => ({ message: { key }, services: imports.services })),
  ];
  for (let rounds = 0; messages.length > 0; rounds += 1) {
    expect(rounds).toBeLessThan(20);
    const failed = await Promise.all(
      messages.splice(0).map(async ({ message, services }) => {
        try {
          await importUsers(services)(message, call, receipt);
          return [];
        } catch {
          return [message];
        }
      }),
    );
    const following = [...failed.flat(), ...imports.sent.splice(0).map((body) => JSON.parse(body))];
    // The fault is of one run: whatever comes after is sound, the first message of a job but for that.
    messages.push(
      ...following.map((message, index) => ({
        message,
        services: rounds === 0 && index === 0 ? first : imports.services,
      })),
    );
  }
};

test.each([1, 2])(
  'a file that is told of %i times is imported as a whole, once, whichever call fails',
  async (times) => {
    const calls = await atEachCall(async (fault) => {
      const imports = createInMemoryImports();
      imports.store.put(key, text);
      await deliver(imports, withFault(imports, fault), times);
      const people = await imports.readAll();
      expect(people).toEqual([
        { email: 'a@x', phoneNumber: '555' },
        { email: 'b@x', phoneNumber: '333' },
        { email: 'c@x', phoneNumber: '444' },
      ]);
      const job = imports.jobOf(key);
      expect(await imports.services.jobs.find(job, call)).toMatchObject({ state: 'done' });
      const result = JSON.parse(imports.read(`results/${job}.json`) ?? '{}');
      expect(result).toMatchObject({ state: 'done', counts: { read: 6, rejected: 2 } });
      expect(result.retry).toBeUndefined();
      const rejects = [...imports.store.objects.keys()].filter((name) => name.startsWith('rejects/'));
      expect(rejects).toHaveLength(1);
      const lines = imports.read(rejects[0] as string)?.match(/^.*(none|other).*$/gm);
      expect(lines).toHaveLength(2);
    });
    expect(calls).toBeGreaterThan(15);
  },
);
