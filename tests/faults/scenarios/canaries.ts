// Canary addresses in every field of events: no log line or error shows one.
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';

const canary = 'canary@example.com';
const number = '+1 888 canary';

const valid = {
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: canary,
  id: canary,
  time: '2026-01-01T00:00:00Z',
  subject: canary,
  extension: canary,
  data: { email: canary, phoneNumber: number, more: canary },
};

const withCanaryIn = (field: string) => ({ ...valid, [field]: canary });
const withCanaryInData = (field: string) => ({ ...valid, data: { ...valid.data, [field]: canary } });

const events: readonly unknown[] = [
  valid,
  { ...valid, type: 'directory.user.deleted.v1' },
  ...['specversion', 'type', 'time', 'datacontenttype', 'data'].map(withCanaryIn),
  ...['version', 'phoneNumber'].map(withCanaryInData),
  { ...valid, data: { email: `Ann <${canary}>`, phoneNumber: number } },
  { ...valid, data: { email: `${canary}\ud800`, phoneNumber: canary } },
  { ...valid, data: { email: canary, phoneNumber: canary.repeat(10) } },
  { ...valid, data: { email: [canary], phoneNumber: { [canary]: canary } } },
  { ...valid, [canary]: canary, data: { [canary]: canary } },
  { ...valid, time: `2026-01-01T00:00:00Z ${canary}` },
  { Type: 'Notification', Message: canary },
  { 'detail-type': canary, detail: canary },
  canary,
  `{"${canary}`,
  [canary],
];

/** An error of the database that quotes what it was sent, as MySQL's duplicates do. */
const refusing = ({ database }: World, error: Error): World['database'] => ({
  ...database,
  execute: () => Promise.reject(error),
});

const shows = (value: unknown): boolean => /canary|example\.com/i.test(String(value));

/** Each event alone, in a batch of a queue and invoked directly, over a directory that works and two that fail. */
export const canaries = async (): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const tally = newTally();
  const quoting = new Error(`Duplicate entry '${canary}' for key 'people_email_key'`);
  const databases = [
    world.database,
    refusing(
      world,
      new DatabaseError('rejected', 'DatabaseErrorException 1406', { errno: 1406, cause: quoting }),
    ),
    refusing(world, quoting),
  ];
  for (const database of databases) {
    const consumer = createConsumer(database);
    for (const event of events) {
      for (const invocation of [{ Records: toMessages([event]) }, event]) {
        const outcome = await consumer.invoke(invocation).then(
          (answer) => JSON.stringify(answer),
          (error: Error) => `${error.name} ${error.message} ${error.stack}`,
        );
        const line = JSON.stringify(consumer.lines.at(-1));
        tally.requests += 1;
        tally.injected += 1;
        if (shows(outcome) || shows(line)) tally.wrong += 1;
        else tally.right += 1;
      }
    }
    if (consumer.lines.length !== 2 * events.length) tally.lost += 1;
  }
  await world.stop();
  return tally;
};
