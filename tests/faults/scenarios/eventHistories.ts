// Histories of events against a model: any order, twice, ties, deletions, several connections.
import { openSession } from '#tests/support/sessionDatabase.ts';
import { compare, readPhones } from '../events/compare.ts';
import { createConsumer } from '../events/createConsumer.ts';
import { createHistory, type History } from '../events/createHistory.ts';
import { applyNaively } from '../events/naiveConsumer.ts';
import { deliver, type InvokeBatch, toMessages } from '../events/queue.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';

const peoplePerHistory = 12;
const width = 8;

const histories = (count: number, seed: number): History[] =>
  Array.from({ length: count }, (_, index) => createHistory(peoplePerHistory, seed + index));

const settle = async (world: World, all: readonly History[], invoke: InvokeBatch, tally: Tally) => {
  for (const { delivered } of all) {
    const givenUp = await deliver(toMessages(delivered), { batchSize: 7, width, invoke });
    tally.injected += delivered.length;
    tally.lost += givenUp.length;
  }
  const phones = await readPhones(world.connection);
  for (const { model } of all) compare(tally, model, phones);
};

/** `direct` of the histories past the Data API, which is faster, on sessions of their own, and `overApi` through it. */
export const eventHistories = async (direct: number, overApi: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const tally = newTally();
  const sessions = await Promise.all(Array.from({ length: width }, () => openSession(world.databaseUrl)));
  const consumers = sessions.map((session) => createConsumer(session));
  let turn = 0;
  const invokeNext: InvokeBatch = (event) => {
    turn += 1;
    return (consumers[turn % width] as (typeof consumers)[0]).invoke(event);
  };
  await settle(world, histories(direct, seed), invokeNext, tally);
  const { invoke } = createConsumer(world.database);
  await settle(world, histories(overApi, seed + direct), (event) => invoke(event), tally);
  await Promise.all(sessions.map((session) => session.end()));
  await world.stop();
  return tally;
};

/** The same histories, applied in the order of their arrival: what the check finds when there is something to find. */
export const naiveHistories = async (count: number, seed: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const tally = newTally();
  const all = histories(count, seed);
  const delivered = all.flatMap((history) => history.delivered);
  await applyNaively(world.connection, delivered);
  tally.injected = delivered.length;
  const phones = await readPhones(world.connection, 'naive');
  for (const { model } of all) compare(tally, model, phones);
  await world.stop();
  return tally;
};
