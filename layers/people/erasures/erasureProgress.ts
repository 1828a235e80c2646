// What all attempts at an erasure have found, as objects of the bucket.
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { bucketPrefixes } from '#layers/people/bucketLayout.ts';
import { listKeys } from './listKeys.ts';

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

/** Its objects name files, and no address. The bucket deletes them after 30 days. */
const prefixOf = (subject: string): string => `${bucketPrefixes.certificates}${subject}/`;

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

type Store = Pick<ObjectStore, 'list' | 'read' | 'write' | 'delete'>;

/** Every method throws ObjectStoreError. */
export class ErasureProgress {
  readonly subjects: readonly string[];
  readonly #store: Store;
  readonly #call: CallContext;
  readonly #newId: () => string;
  /** Each attempt has an object, and a new one after a write that may land again: what lands late must replace nothing. */
  #object: string;
  #found: Findings;

  constructor(
    store: Store,
    subjects: readonly string[],
    erasedAt: string,
    call: CallContext,
    newId: () => string = randomUUID,
  ) {
    this.#store = store;
    this.#newId = newId;
    this.#object = newId();
    this.subjects = subjects;
    this.#call = call;
    this.#found = { erasedAt, rows: 0, deleted: [], aborted: [], interrupted: [] };
  }

  /** What all attempts have found, this one included. */
  get found(): Findings {
    return this.#found;
  }

  /** Call it before what is found is deleted: another attempt would not find it any more. */
  async add(more: Partial<Findings>): Promise<void> {
    let found = merge(this.#found, { ...this.#found, ...more });
    // Read again each time: another erasure of the person may run beside this one.
    for (const subject of this.subjects)
      for await (const key of listKeys(this.#store, prefixOf(subject), this.#call))
        found = merge((await this.#read(key)) ?? found, found);
    this.#found = found;
    for (const subject of this.subjects) {
      const body = `${JSON.stringify(found, null, 2)}\n`;
      const key = `${prefixOf(subject)}${this.#object}.json`;
      const { attempts } = await this.#store.write(
        key,
        body,
        { contentType: 'application/json' },
        this.#call,
      );
      if (attempts > 1) this.#object = this.#newId();
    }
  }

  async forget(): Promise<void> {
    for (const subject of this.subjects)
      for await (const key of listKeys(this.#store, prefixOf(subject), this.#call))
        await this.#store.delete(key, this.#call);
  }

  async #read(key: string): Promise<Findings | undefined> {
    try {
      return progress.parse(JSON.parse(await text(await this.#store.read(key, this.#call))));
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
      throw error;
    }
  }
}
