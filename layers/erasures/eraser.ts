// Erases a person everywhere: in the directory, in files, and for what comes later.
import type { CallContext } from '#layers/database/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/objects/objectStore.ts';
import type { ErasuresRepository } from '#layers/repository/erasuresRepository.ts';
import { spellingsOf } from '#layers/repository/user.ts';
import { type Certificate, type Retention, untilWhen } from './certificate.ts';
import { createErasureRecord } from './erasureRecord.ts';
import { holdsAddress } from './holdsAddress.ts';
import { listKeys } from './listKeys.ts';

export interface Eraser {
  /**
   * Erases the person, whether the directory knows them or not. After an error, another call finishes what this one began.
   * Throws DatabaseError and ObjectStoreError.
   */
  erase(email: string, call: CallContext): Promise<Certificate>;
  /** Lifts the erasure. Returns whether there was one. */
  allowAgain(email: string, call: CallContext): Promise<boolean>;
  /** Erases whom the bucket remembers from a database that was restored. Returns how many erasures it remembers. */
  applyAgain(call: CallContext): Promise<number>;
}

/** Where files with people lie. */
const prefixes = ['incoming/', 'dry-run/', 'rejects/', 'exports/'];

type Options = {
  erasures: ErasuresRepository;
  objects: ObjectStore;
  retention: Retention;
  now: () => number;
};

export const createEraser = ({ erasures, objects, retention, now }: Options): Eraser => {
  const record = createErasureRecord({ objects });

  const subjectsOf = async (email: string, call: CallContext): Promise<string[]> =>
    (await erasures.find(email, call)).map(({ subject }) => subject);

  /** Whether somebody let the person in again while they were being erased. */
  const isLifted = async (email: string, call: CallContext): Promise<boolean> =>
    (await erasures.find(email, call)).some(({ state }) => state !== 'erased');

  /** Undefined when the file has vanished meanwhile. */
  const holds = async (key: string, email: string, call: CallContext): Promise<boolean | undefined> => {
    try {
      return await holdsAddress(await objects.read(key, call), spellingsOf(email));
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind === 'missing') return undefined;
      throw error;
    }
  };

  const deleteFiles = async (email: string, call: CallContext): Promise<Certificate['files']> => {
    const files = { read: 0, deleted: [] as string[] };
    for (const prefix of prefixes) {
      for await (const key of listKeys(objects, prefix, call)) {
        const held = await holds(key, email, call);
        if (held !== undefined) files.read += 1;
        if (!held) continue;
        await objects.delete(key, call);
        files.deleted.push(key);
      }
    }
    return files;
  };

  return {
    async erase(email, call) {
      const subjects = await subjectsOf(email, call);
      const erasedAt = new Date(now()).toISOString();
      let rows = 0;
      do {
        // First, so that a database restored at any moment from now on learns of it.
        await record.add(subjects, call);
        rows += await erasures.erase(email, call);
        // Once more, as another erasure, since the first may have been lifted before the rows were erased.
        await record.add(subjects, call);
      } while (await isLifted(email, call));
      // Last: an import that was under way is stale from now on, and may be reading the file.
      const files = await deleteFiles(email, call);
      return { subjects, erasedAt, rows, files, until: untilWhen(now(), retention) };
    },

    async allowAgain(email, call) {
      const subjects = await subjectsOf(email, call);
      let inForce = await record.find(subjects, call);
      let lifted = inForce.size > 0;
      do {
        // First, so that what ends halfway is erased again by the next deployment, rather than let in by a restore.
        lifted = (await erasures.allowAgain(email, call)) || lifted;
        await record.lift(inForce, call);
        inForce = await record.find(subjects, call);
        // An erasure that ran beside this is lifted, too.
      } while (inForce.size > 0);
      return lifted;
    },

    async applyAgain(call) {
      const subjects = await record.list(call);
      await erasures.eraseSubjects(subjects, call);
      return subjects.length;
    },
  };
};
