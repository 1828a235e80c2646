// Erases a person everywhere: in the directory, in files, and for what comes later.
import type { CallContext } from '#layers/database/database.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/objects/objectStore.ts';
import type { ErasuresRepository } from '#layers/repository/erasuresRepository.ts';
import { spellingsOf } from '#layers/repository/user.ts';
import { type Certificate, type Retention, untilWhen } from './certificate.ts';
import { holdsAddress } from './holdsAddress.ts';

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

/** Its objects are named by subject, and outlive the database. */
const erasuresPrefix = 'erasures/';
const keyOf = (subject: string): string => `${erasuresPrefix}${subject}`;

type Options = {
  erasures: ErasuresRepository;
  objects: ObjectStore;
  retention: Retention;
  now: () => number;
};

export const createEraser = ({ erasures, objects, retention, now }: Options): Eraser => {
  const subjectsOf = async (email: string, call: CallContext): Promise<string[]> =>
    (await erasures.find(email, call)).map(({ subject }) => subject);

  async function* keysBelow(prefix: string, call: CallContext): AsyncGenerator<string> {
    let keys = await objects.list(prefix, call);
    while (keys.length > 0) {
      yield* keys;
      keys = await objects.list(prefix, call, keys.at(-1));
    }
  }

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
      for await (const key of keysBelow(prefix, call)) {
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
      // First, so that a database restored at any moment from now on learns of it.
      for (const subject of subjects)
        await objects.write(keyOf(subject), '', { contentType: 'text/plain' }, call);
      const rows = await erasures.erase(email, call);
      // Last: an import that was under way is stale from now on, and may be reading the file.
      const files = await deleteFiles(email, call);
      return { subjects, erasedAt, rows, files, until: untilWhen(now(), retention) };
    },

    async allowAgain(email, call) {
      for (const subject of await subjectsOf(email, call)) await objects.delete(keyOf(subject), call);
      return erasures.allowAgain(email, call);
    },

    async applyAgain(call) {
      const subjects: string[] = [];
      for await (const key of keysBelow(erasuresPrefix, call))
        subjects.push(key.slice(erasuresPrefix.length));
      await erasures.eraseSubjects(subjects, call);
      return subjects.length;
    },
  };
};
