// A bucket, its queue and the function that imports, over a real database, as a seed has them meet.
import { importUsers } from '#functions/importUsers/handler.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { jobId } from '#layers/people/bucketLayout.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import type { ImportMessage } from '#layers/people/imports/importFile.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import { createInMemoryLeases, withoutWriters } from '#tests/support/inMemoryLeases.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { createTestErased, createTestErasures, createTestPeople } from '#tests/support/testDirectory.ts';
import { type Caller, Turns } from './turns.ts';

const startMs = Date.UTC(2026, 0, 1);
/** One call in fifty meets a fault. */
const faultShare = 0.02;
/** Runs of the function at once, as in its declaration. */
const maxConcurrency = 2;

type Pending = { message: ImportMessage; receives: number };

export class UploadWorld {
  readonly turns: Turns;
  readonly #random: () => number;
  readonly #database: Database;
  readonly #leases = createInMemoryLeases(() => this.#nowMs);
  #store = createInMemoryObjectStore(() => this.#nowMs);
  #nowMs = startMs;
  #pending: Pending[] = [];

  constructor(database: Database, random: () => number) {
    this.#database = database;
    this.#random = random;
    this.turns = new Turns(random, faultShare);
  }

  draw<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }

  /** Uploads a file a second or more after the last, which S3 tells of once or twice. Returns its job. */
  upload(key: string, text: string, metadata: Record<string, string>): string {
    this.#nowMs += this.draw([1_000, 60_000]);
    this.#store.put(key, text, metadata);
    this.#send({ key });
    const object = this.#store.objects.get(key);
    if (!object) throw new TypeError('What was put is not there.');
    return jobId(key, object);
  }

  async delete(key: string): Promise<void> {
    await this.#store.delete(key, soon());
  }

  /** As `npm start` after Ctrl-C: bucket and queue are empty, the database is as it was. */
  restart(): void {
    this.#store = createInMemoryObjectStore(() => this.#nowMs);
    this.#pending = [];
  }

  get eraser() {
    return createEraser({
      erasures: createTestErasures(this.#database),
      objects: this.#store,
      retention: { backupDays: 1, eventArchiveDays: 0 },
      now: () => this.#nowMs,
      ...withoutWriters(),
      jobs: createImportJobs(this.#database),
    });
  }

  /** Delivers up to two messages, whatever their order. Those of runs that failed or were killed come again. */
  async deliver(): Promise<void> {
    const batch = Array.from({ length: Math.min(maxConcurrency, this.#pending.length) }, () => {
      const place = Math.floor(this.#random() * this.#pending.length);
      return this.#pending.splice(place, 1)[0] as Pending;
    });
    await this.turns.run(batch.map((pending) => this.#receive(pending)));
    this.#nowMs += 1;
  }

  async deliverAll(): Promise<void> {
    while (this.#pending.length > 0) await this.deliver();
  }

  /** What lies below `results/`, by job. */
  readReports(): Map<string, { state: string; counts: Record<string, number> }> {
    const reports = [...this.#store.objects].filter(([key]) => key.startsWith('results/'));
    return new Map(
      reports.map(([key, { body }]) => [
        key.slice('results/'.length, -'.json'.length),
        JSON.parse(String(body)),
      ]),
    );
  }

  /** Twice in three of ten times, as SQS and S3 may. */
  #send(message: ImportMessage): void {
    const times = this.#random() < 0.3 ? 2 : 1;
    for (let told = 0; told < times; told += 1) this.#pending.push({ message, receives: 0 });
  }

  async #receive({ message, receives }: Pending): Promise<void> {
    const receipt = { handle: 'handle', receives: receives + 1 };
    // The time suffices for one chunk, or for all.
    const deadlineMs = this.draw([this.#nowMs, Number.POSITIVE_INFINITY]);
    try {
      await importUsers(this.#createServices())(message, { deadlineMs }, receipt);
    } catch {
      this.#pending.push({ message, receives: receives + 1 });
    }
  }

  #createServices() {
    const caller: Caller = { isDead: false };
    const database = this.turns.guard(this.#database, caller, () => new DatabaseError('transient', 'fault'));
    const queue = {
      send: async (body: string) => this.#send(JSON.parse(body)),
      postpone: async () => {},
    };
    return {
      store: this.turns.guard(this.#store, caller, () => new ObjectStoreError('unavailable', 'fault')),
      ...optionalReaders,
      jobs: createImportJobs(database),
      leasesOf: this.#leases.importsOf,
      people: createTestPeople(database),
      erased: createTestErased(database),
      queue: this.turns.guard(queue, caller, () => new Error('fault')),
      order: 'time' as const,
      now: () => this.#nowMs,
    };
  }
}
