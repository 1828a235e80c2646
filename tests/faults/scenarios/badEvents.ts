// Bad events among good ones: only the bad ones fail, and the good ones are applied.
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

/** A number of each person's own. */
const phoneOf = (email: string): string => `+1 888 ${email.replaceAll(/\D/g, ' ')}`.trim();

const eventOf = (email: string, phoneNumber = phoneOf(email)) => ({
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/test',
  id: email,
  time: '2026-01-01T00:00:00Z',
  data: { email, phoneNumber },
});

const kib = 1_024;

/** What senders send by mistake. */
const bad: Readonly<Record<string, unknown>> = {
  'not JSON': '{"specversion":',
  'no event': 'null',
  'of another type': { ...eventOf('type@x'), type: 'directory.user.renamed.v1' },
  'of a later version': { ...eventOf('version@x'), type: 'directory.user.upserted.v2' },
  'without an address': { ...eventOf('x@x'), data: { phoneNumber: '1' } },
  'with half of a character': eventOf('\ud800@x'),
  'with half of a character in the number': eventOf('half@x', '\udc00'),
  'with a NUL': eventOf('nul\u0000@x'),
  'with a number too long': eventOf('long@x', '☎'.repeat(65)),
  'with an address too long': eventOf(`${'😀'.repeat(254)}@x`),
  'with a name around the address': eventOf('Ann <ann@x>'),
  'without a number': eventOf('nan@x', 'nan'),
  'from the future': { ...eventOf('future@x'), time: '2999-01-01T00:00:00Z' },
  'without a time': { ...eventOf('notime@x'), time: undefined },
  'of 256 KiB': eventOf('big@x', '1'.repeat(256 * kib)),
};

const failuresOf = (answer: unknown): string[] =>
  (answer as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );

/** `sizes` of batches with one bad event each; then a batch of bad ones alone. */
export const badEvents = async (sizes: readonly number[]): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const consumer = createConsumer(world.database);
  const tally = newTally();
  const model = new Map<string, string>();

  const expectFailures = async (bodies: readonly unknown[], expected: readonly string[]): Promise<void> => {
    const failed = failuresOf(await consumer.invoke({ Records: toMessages(bodies) }));
    tally.requests += 1;
    if (JSON.stringify(failed) === JSON.stringify(expected)) tally.right += 1;
    else tally.wrong += 1;
  };

  for (const size of sizes) {
    for (const [index, body] of Object.values(bad).entries()) {
      const emails = Array.from(
        { length: size - 1 },
        (_, number) => `user${number}.${size}.${index}@example.com`,
      );
      const place = (index * 7) % size;
      await expectFailures(emails.map((email) => eventOf(email) as unknown).toSpliced(place, 0, body), [
        String(place),
      ]);
      for (const email of emails) model.set(email, phoneOf(email));
      tally.injected += 1;
    }
  }
  const all = Object.values(bad);
  await expectFailures(
    all,
    all.map((_, index) => String(index)),
  );
  tally.injected += all.length;

  const phones = await readPhones(world.connection);
  compare(tally, model, phones);
  if (phones.size !== model.size) tally.wrong += 1;
  await world.stop();
  return tally;
};
