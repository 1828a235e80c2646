// An erasure that fails, or dies, at each of its calls in turn: the next one finishes it.
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { systemClock } from '#layers/base/clock.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import { createPurger } from '#layers/people/erasures/purger.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import { createOpenLeases } from '#layers/people/leases/writerLeases.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import type { User } from '#layers/people/user.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { soon } from '#tests/support/testDatabase.ts';
import {
  addPeople,
  createTestErasures,
  createTestPeople,
  emptyDirectory,
} from '#tests/support/testDirectory.ts';
import { readPhones } from '../events/compare.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';

/** Fails call number `at`, before the call has done its work or after it. */
class Trap {
  calls = 0;
  readonly #at: number;
  readonly #after: boolean;

  constructor(at: number, after: boolean) {
    this.#at = at;
    this.#after = after;
  }

  /** The same object with the trap in each of its methods. */
  set<Port extends Database | ObjectStore>(port: Port): Port {
    const methods = Object.entries(port).map(([name, method]) => [
      name,
      typeof method === 'function' ? this.#guard(method as (...args: unknown[]) => Promise<unknown>) : method,
    ]);
    return Object.fromEntries(methods) as Port;
  }

  #guard(method: (...args: unknown[]) => Promise<unknown>) {
    return async (...args: unknown[]): Promise<unknown> => {
      this.calls += 1;
      if (this.calls !== this.#at) return method(...args);
      if (this.#after) await method(...args);
      throw new Error('The function died.');
    };
  }
}

const homer: User = { email: 'homer@example.com', phoneNumber: '1' };
const marge: User = { email: 'marge@example.com', phoneNumber: '2' };
const files = {
  'incoming/a.csv': 'email\nHOMER@example.com\n',
  'exports/b.csv': 'email\nmarge@example.com\n',
};
const retention = { backupDays: 1, eventArchiveDays: 0 };

type Attempt = (database: Database, objects: ObjectStore) => Promise<unknown>;

const erase: Attempt = (database, objects) =>
  createEraser({
    ...systemClock,
    erasures: createTestErasures(database),
    objects,
    leases: createOpenLeases(database),
    jobs: createImportJobs(database),
    log: () => {},
    retention,
  }).erase('Homer@Example.com', soon());
const purge: Attempt = (database) =>
  createPurger({ purges: createPurgesRepository(database), days: 30, now: Date.now }).purge(soon());

/** Runs the attempt with a fault at each call in turn, or at one of `every` and then without one, until no call is left to fail. */
const atEachCall = async (
  world: World,
  attempt: Attempt,
  isDone: (objects: ReadonlyMap<string, unknown>) => Promise<boolean>,
  every: number,
  tally: Tally,
): Promise<void> => {
  for (const after of [false, true]) {
    for (let at = 1; ; at += every) {
      await emptyDirectory(world.connection);
      await addPeople(createTestPeople(world.database), [homer, marge], soon());
      await world.connection.query(
        "INSERT INTO people (subject, revision, applied_at) VALUES ('old', '0', '2020-01-01')",
      );
      const objects = createInMemoryObjectStore();
      for (const [key, body] of Object.entries(files)) objects.put(key, body);
      const trap = new Trap(at, after);
      await attempt(trap.set(world.database), trap.set(objects)).catch(() => {});
      if (trap.calls < at) break;
      await attempt(world.database, objects);
      tally.requests += 1;
      tally.injected += 1;
      const phones = await readPhones(world.connection);
      if (phones.get(marge.email) === marge.phoneNumber && (await isDone(objects.objects))) tally.right += 1;
      else tally.wrong += 1;
    }
  }
};

/** With a fault at one of so many calls. */
export const eraseFaults = async (every: number): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const tally = newTally();
  const isErased = async (objects: ReadonlyMap<string, unknown>): Promise<boolean> =>
    !(await readPhones(world.connection)).has(homer.email) &&
    !objects.has('incoming/a.csv') &&
    objects.has('exports/b.csv') &&
    [...objects.keys()].filter((key) => key.startsWith('erasures/')).length === 1;
  const isPurged = async (): Promise<boolean> => {
    const [rows] = await world.connection.query("SELECT * FROM people WHERE subject = 'old'");
    return (rows as unknown[]).length === 0;
  };
  await atEachCall(world, erase, isErased, every, tally);
  await atEachCall(world, purge, isPurged, every, tally);
  await world.stop();
  return tally;
};
