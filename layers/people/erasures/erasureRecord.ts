// The record of erasures in the bucket, which outlives the database. Nothing of it is ever deleted.
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { bucketPrefixes } from '#layers/people/bucketLayout.ts';
import { listKeys } from './listKeys.ts';

/**
 * The object `erasures/<subject>` holds the id of the subject's last erasure, and `erasures/<subject>.lifted` the id of the
 * erasure that was lifted last. An erasure is in force unless both are the same, so that a lift which is written late does
 * not reach an erasure that came after it was asked for.
 */
export interface ErasureRecord {
  /** Records an erasure of each subject, with a new id. */
  add(subjects: readonly string[], call: CallContext): Promise<void>;
  /** The ids of the erasures of these subjects that are in force, by subject. */
  find(subjects: readonly string[], call: CallContext): Promise<ReadonlyMap<string, string>>;
  /** Records that these erasures are lifted. */
  lift(ids: ReadonlyMap<string, string>, call: CallContext): Promise<void>;
  /** All subjects whose erasure is in force. */
  list(call: CallContext): Promise<string[]>;
}

const prefix = bucketPrefixes.erasures;
const suffix = '.lifted';
const erasureKey = (subject: string): string => `${prefix}${subject}`;
const liftKey = (subject: string): string => `${prefix}${subject}${suffix}`;
const contentType = 'text/plain';

type Options = { objects: ObjectStore; newId?: () => string };

export const createErasureRecord = ({ objects, newId = randomUUID }: Options): ErasureRecord => {
  const read = async (key: string, call: CallContext): Promise<string | undefined> => {
    try {
      return await text(await objects.read(key, call));
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
      throw error;
    }
  };

  const find: ErasureRecord['find'] = async (subjects, call) => {
    const ids = new Map<string, string>();
    for (const subject of subjects) {
      const lifted = await read(liftKey(subject), call);
      const id = await read(erasureKey(subject), call);
      if (id !== undefined && id !== lifted) ids.set(subject, id);
    }
    return ids;
  };

  return {
    find,

    async add(subjects, call) {
      for (const subject of subjects)
        await objects.write(erasureKey(subject), newId(), { contentType }, call);
    },

    async lift(ids, call) {
      for (const [subject, id] of ids) await objects.write(liftKey(subject), id, { contentType }, call);
    },

    async list(call) {
      const names: string[] = [];
      for await (const key of listKeys(objects, prefix, call)) names.push(key.slice(prefix.length));
      const onceLifted = names
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.slice(0, -suffix.length));
      // Few, so that a record of many erasures is a list of keys and hardly any object is read.
      const inForce = await find(onceLifted, call);
      const over = new Set(onceLifted.filter((subject) => !inForce.has(subject)));
      return names.filter((name) => !name.endsWith(suffix) && !over.has(name));
    },
  };
};
