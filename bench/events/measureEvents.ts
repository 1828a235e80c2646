// Lets people into directories by batches of several sizes, and one by one.
import type { Progress } from '#bench/harness/createProgress.ts';
import { upsertOneByOne } from '#bench/harness/upsertOneByOne.ts';
import { scalePersonAt } from '#bench/scale/people.ts';
import { createConsumer } from '#tests/faults/events/createConsumer.ts';
import { toMessages } from '#tests/faults/events/queue.ts';
import { createEvent } from './createEvent.ts';
import type { EventDirectory } from './createEventDirectory.ts';

export const batchSizes = [1, 10, 100, 1_000] as const;

/** Per round, of one way to let people in, in a directory of `count` people. */
export type EventResult = {
  count: number;
  /** People per batch; undefined for the consumer that writes one by one. */
  batchSize: number | undefined;
  /** Milliseconds per person. */
  elapsedMs: number[];
  /** Milliseconds of the function's processor time per person. */
  cpuMs: number[];
};

/** Enough people per round for a time that can be measured. */
const peoplePerRound = (batchSize = 1): number => Math.max(batchSize, 100);

type Person = ReturnType<typeof scalePersonAt>;
type LetIn = (people: readonly Person[]) => Promise<void>;

const oneByOne =
  ({ database }: EventDirectory): LetIn =>
  (people) =>
    upsertOneByOne(database, people);

const inBatches = ({ database }: EventDirectory, batchSize: number): LetIn => {
  const consumer = createConsumer(database);
  return async (people) => {
    for (let from = 0; from < people.length; from += batchSize) {
      const batch = people.slice(from, from + batchSize).map(createEvent);
      const answer = (await consumer.invoke({ Records: toMessages(batch) })) as {
        batchItemFailures: unknown[];
      };
      if (answer.batchItemFailures.length > 0) throw new Error('An event was not applied.');
    }
  };
};

/** Half of them are in the directory, anywhere in it; half are new. */
const pickPeople = (size: number, count: number, round: number): Person[] =>
  Array.from({ length: size }, (_, index) => {
    if (index % 2 === 0) return scalePersonAt(Math.floor(Math.random() * count));
    return { email: `new${round}.${index}.${Math.random()}@example.com`, phoneNumber: '+1 888' };
  });

const measureRound = async (letIn: LetIn, people: readonly Person[], result: EventResult): Promise<void> => {
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  await letIn(people);
  const { user, system } = process.cpuUsage(cpu);
  result.elapsedMs.push((performance.now() - startedMs) / people.length);
  result.cpuMs.push((user + system) / 1_000 / people.length);
};

/** All ways in turn in each round, so that what slows a round down meets all of them; the first round does not count. */
export const measureEvents = async (
  directories: readonly EventDirectory[],
  rounds: number,
  progress: Progress,
): Promise<EventResult[]> => {
  const ways = directories.flatMap((directory) =>
    [...batchSizes, undefined].map((batchSize) => ({
      directory,
      letIn: batchSize === undefined ? oneByOne(directory) : inBatches(directory, batchSize),
      result: { count: directory.count, batchSize, elapsedMs: [], cpuMs: [] } as EventResult,
    })),
  );
  const step = progress.start('Rounds', rounds + 1);
  for (let round = 0; round <= rounds; round += 1) {
    for (const { directory, letIn, result } of ways) {
      const people = pickPeople(peoplePerRound(result.batchSize), directory.count, round);
      await measureRound(letIn, people, round === 0 ? { ...result, elapsedMs: [], cpuMs: [] } : result);
    }
    step();
  }
  return ways.map(({ result }) => result);
};
