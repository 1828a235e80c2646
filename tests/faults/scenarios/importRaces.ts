// Events and files about the same people at the same time: the newest state of each person stays.
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { openSession } from '#tests/support/sessionDatabase.ts';
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createHistory, type History, type Model, momentMs } from '../events/createHistory.ts';
import { createImporter } from '../events/createImporter.ts';
import { deliver, toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

const peoplePerHistory = 40;
const historiesPerRound = 25;

/** When each file was right, as moments of the events; between two of them, so that nothing ties. */
const fileMoments = [4.5, 12.5, 20.5];

/** The number of everybody in a file. */
const numberOf = (moment: number): string => `+49 30 ${moment}`;

/** What a directory must know that got the events of the history and the files, of which the last is the newest. */
const withFiles = ({ delivered, model }: History): Model => {
  const newest = new Map<string, number>();
  for (const { time, data } of delivered) {
    const email = data.email.toLowerCase();
    newest.set(email, Math.max(newest.get(email) ?? 0, Date.parse(time)));
  }
  const lastMoment = fileMoments.at(-1) as number;
  const isOlder = (email: string): boolean => (newest.get(email) as number) < momentMs(lastMoment);
  return new Map([...model].map(([email, phone]) => [email, isOlder(email) ? numberOf(lastMoment) : phone]));
};

/** So many histories. Files and events come at the same time, over connections of their own. */
export const importRaces = async (count: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const sessions = await Promise.all([0, 1, 2].map(() => openSession(world.databaseUrl)));
  const consumers = sessions.map((session) => createConsumer(session));
  const importPeople = createImporter(world.database, createInMemoryObjectStore());
  const tally = newTally();
  for (let from = 0; from < count; from += historiesPerRound) {
    const length = Math.min(historiesPerRound, count - from);
    const histories = Array.from({ length }, (_, index) =>
      createHistory(peoplePerHistory, seed + from + index),
    );
    const everybody = histories.flatMap(({ model }) => [...model.keys()]);
    const deliveries = consumers.map((consumer, index) => {
      const events = histories.flatMap(({ delivered }) => delivered);
      const share = toMessages(events.filter((_, place) => place % consumers.length === index));
      return deliver(share, { batchSize: 50, width: 1, invoke: (event) => consumer.invoke(event) });
    });
    const imports = fileMoments
      .toReversed()
      .map((moment) => importPeople(everybody, numberOf(moment), momentMs(moment)));
    await Promise.all(imports);
    tally.injected += imports.length;
    tally.lost += (await Promise.all(deliveries)).flat().length;
    const phones = await readPhones(world.connection);
    for (const history of histories) compare(tally, withFiles(history), phones);
  }
  await Promise.all(sessions.map((session) => session.end()));
  await world.stop();
  return tally;
};
