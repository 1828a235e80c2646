// What all attempts at an erasure have found, as an object of the bucket.
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { CallContext } from '#layers/database/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/objects/objectStore.ts';

const names = z.array(z.string());
const progress = z.object({
  /** When the first attempt began. */
  erasedAt: z.string(),
  rows: z.number(),
  deleted: names,
  aborted: names,
  interrupted: z.array(z.object({ file: z.string(), job: z.string(), line: z.number() })),
});

export type Findings = z.output<typeof progress>;

/** It names files, and no address. The bucket deletes it after 30 days. */
const keyOf = (subject: string): string => `certificates/${subject}.json`;

const union = (...lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const merge = (one: Findings, other: Findings): Findings => ({
  erasedAt: one.erasedAt < other.erasedAt ? one.erasedAt : other.erasedAt,
  rows: Math.max(one.rows, other.rows),
  deleted: union(one.deleted, other.deleted),
  aborted: union(one.aborted, other.aborted),
  interrupted: [
    ...new Map([...one.interrupted, ...other.interrupted].map((ended) => [ended.job, ended])).values(),
  ],
});

type Store = Pick<ObjectStore, 'read' | 'write' | 'delete'>;

/** Every method throws ObjectStoreError. */
export class ErasureProgress {
  readonly subjects: readonly string[];
  readonly #store: Store;
  readonly #call: CallContext;
  #found: Findings;

  constructor(store: Store, subjects: readonly string[], erasedAt: string, call: CallContext) {
    this.#store = store;
    this.subjects = subjects;
    this.#call = call;
    this.#found = { erasedAt, rows: 0, deleted: [], aborted: [], interrupted: [] };
  }

  /** Of all attempts, this one too. */
  get found(): Findings {
    return this.#found;
  }

  /** Call it before what is found is deleted: another attempt would not find it any more. */
  async add(more: Partial<Findings>): Promise<void> {
    let found = merge(this.#found, { ...this.#found, ...more });
    // Read again each time: another erasure of the person may run beside this one.
    for (const subject of this.subjects) found = merge((await this.#read(subject)) ?? found, found);
    this.#found = found;
    for (const subject of this.subjects) {
      const body = `${JSON.stringify(found, null, 2)}\n`;
      await this.#store.write(keyOf(subject), body, { contentType: 'application/json' }, this.#call);
    }
  }

  async forget(): Promise<void> {
    for (const subject of this.subjects) await this.#store.delete(keyOf(subject), this.#call);
  }

  async #read(subject: string): Promise<Findings | undefined> {
    try {
      return progress.parse(JSON.parse(await text(await this.#store.read(keyOf(subject), this.#call))));
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
      throw error;
    }
  }
}
