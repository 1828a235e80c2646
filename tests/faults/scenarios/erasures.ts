// People erased for good amid their events and files: nothing that is replayed brings one back.
import type { Connection } from 'mysql2/promise';
import { systemClock } from '#layers/base/clock.ts';
import { createEraser, type Eraser } from '#layers/people/erasures/eraser.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import { createOpenLeases } from '#layers/people/leases/writerLeases.ts';
import { createInMemoryObjectStore, type InMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { openSession } from '#tests/support/sessionDatabase.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { createTestErasures } from '#tests/support/testDirectory.ts';
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createHistory, type SentEvent } from '../events/createHistory.ts';
import { createImporter, type ImportPeople } from '../events/createImporter.ts';
import { deliver, toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

const peoplePerHistory = 12;
const historiesPerRound = 25;

/** Every fourth person. */
const isErased = (email: string): boolean => Number(/^user(\d+)/.exec(email)?.[1]) % 4 === 0;

const columns = 'subject, email, phone_number, revision, applied_at';

const backUp = async (connection: Connection): Promise<void> => {
  await connection.query('DROP TABLE IF EXISTS backup');
  await connection.query('CREATE TABLE backup LIKE people');
  await connection.query(`INSERT INTO backup (${columns}) SELECT ${columns} FROM people`);
};
const restore = async (connection: Connection): Promise<void> => {
  await connection.query('TRUNCATE people');
  await connection.query(`INSERT INTO people (${columns}) SELECT ${columns} FROM backup`);
};

/** The same events once more as newer than all: other names, and a time of now. */
const renew = (events: readonly SentEvent[]): SentEvent[] =>
  events.map((event) => ({ ...event, id: `again ${event.id}`, time: new Date().toISOString() }));

const countErased = async (connection: Connection): Promise<number> =>
  [...(await readPhones(connection)).keys()].filter(isErased).length;

type Send = (events: readonly SentEvent[]) => Promise<void>;
/** Files that hold somebody who was erased. */
const countFiles = ({ objects }: InMemoryObjectStore, erased: readonly string[]): number =>
  [...objects.values()].filter(({ body }) => erased.some((email) => body.toString().includes(`\n${email},`)))
    .length;

type World = {
  connection: Connection;
  send: Send;
  importPeople: ImportPeople;
  objects: InMemoryObjectStore;
  eraser: Eraser;
};
type Histories = ReturnType<typeof createHistory>[];

const settle = async (
  histories: Histories,
  { connection, send, importPeople, objects, eraser }: World,
  tally: Tally,
): Promise<void> => {
  const events = histories.flatMap(({ delivered }) => delivered);
  const middle = Math.ceil(events.length / 2);
  const expectNobody = async (): Promise<void> => {
    tally.wrong += await countErased(connection);
  };

  const everybody = histories.flatMap(({ model }) => [...model.keys()]);

  await importPeople(everybody, '+1 888 1', 0);
  await send(events.slice(0, middle));
  await backUp(connection);
  const erased = everybody.filter(isErased);
  for (const email of erased) await eraser.erase(email, soon());
  tally.injected += erased.length;
  tally.wrong += countFiles(objects, erased);
  await importPeople(everybody, '+1 888 1', 0);
  await send(events.slice(middle));
  await expectNobody();
  const phones = await readPhones(connection);
  for (const { model } of histories)
    compare(
      tally,
      new Map([...model].map(([email, phone]) => [email, isErased(email) ? null : phone])),
      phones,
    );

  await send(renew(events).reverse());
  await importPeople(everybody, '+1 888 2', Date.now());
  await expectNobody();
  // As a purge after years.
  await connection.query("DELETE FROM people WHERE listed = 0 AND revision <> 'erased'");
  await send(events);
  await importPeople(everybody, '+1 888 2', Date.now());
  await expectNobody();
  await restore(connection);
  await eraser.applyAgain(soon());
  await send([...events, ...renew(events)]);
  await importPeople(everybody, '+1 888 2', Date.now());
  await expectNobody();
};

/** So many histories; all events are replayed as they were and as newer ones, after a purge and after a restore. */
export const erasures = async (count: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const session = await openSession(world.databaseUrl);
  const consumer = createConsumer(session);
  const tally = newTally();
  const send: Send = async (events) => {
    const invoke = (event: unknown) => consumer.invoke(event);
    tally.lost += (await deliver(toMessages(events), { batchSize: 100, width: 1, invoke })).length;
  };
  const objects = createInMemoryObjectStore();
  const eraser = createEraser({
    ...systemClock,
    erasures: createTestErasures(session),
    objects,
    leases: createOpenLeases(session),
    jobs: createImportJobs(session),
    log: () => {},
    retention: { backupDays: 1, eventArchiveDays: 0 },
  });
  const importPeople = createImporter(session, objects);
  for (let from = 0; from < count; from += historiesPerRound) {
    const histories = Array.from({ length: Math.min(historiesPerRound, count - from) }, (_, index) =>
      createHistory(peoplePerHistory, seed + from + index),
    );
    await world.connection.query('TRUNCATE people');
    await settle(histories, { connection: world.connection, send, importPeople, objects, eraser }, tally);
  }
  await session.end();
  await world.stop();
  return tally;
};
