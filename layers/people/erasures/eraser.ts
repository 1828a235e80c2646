// Erases a person everywhere: in the directory, in files, and for what comes later.
import { randomUUID } from 'node:crypto';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ErasuresRepository } from '#layers/people/erasuresRepository.ts';
import { type Certificate, type Retention, untilWhen } from './certificate.ts';
import { ErasureProgress } from './erasureProgress.ts';
import { createErasureRecord } from './erasureRecord.ts';
import { FileErasure, type FileErasureOptions, type UnreadableFiles } from './fileErasure.ts';

export interface Eraser {
  /**
   * Erases the person, whether the directory knows them or not. After an error, or when the certificate is not complete,
   * another call finishes what this one began. Throws DatabaseError and ObjectStoreError.
   */
  erase(email: string, call: CallContext, ofUnreadable?: UnreadableFiles): Promise<Certificate>;
  /** Lifts the erasure. Returns whether there was one. */
  allowAgain(email: string, call: CallContext): Promise<boolean>;
  /** Erases whom the bucket remembers from a database that was restored. Returns how many erasures it remembers. */
  applyAgain(call: CallContext): Promise<number>;
}

type Options = FileErasureOptions & {
  erasures: ErasuresRepository;
  retention: Retention;
  newId?: () => string;
};

export const createEraser = ({ erasures, retention, newId = randomUUID, ...options }: Options): Eraser => {
  const { objects, now } = options;
  const record = createErasureRecord({ objects, newId });

  const subjectsOf = async (email: string, call: CallContext): Promise<string[]> =>
    (await erasures.find(email, call)).map(({ subject }) => subject);

  const progressOf = (subjects: readonly string[], call: CallContext): ErasureProgress =>
    new ErasureProgress(objects, subjects, new Date(now()).toISOString(), call, newId);

  /** Whether somebody let the person in again while they were being erased. */
  const isLifted = async (email: string, call: CallContext): Promise<boolean> =>
    (await erasures.find(email, call)).some(({ state }) => state !== 'erased');

  const eraseRows = async (email: string, progress: ErasureProgress, call: CallContext): Promise<void> => {
    const { subjects } = progress;
    do {
      // First, so that a database restored at any moment from now on learns of it.
      await record.add(subjects, call);
      await progress.add({ rows: await erasures.countRows(email, call) });
      await erasures.erase(email, call);
      // Once more, as another erasure, since the first may have been lifted before the rows were erased.
      await record.add(subjects, call);
    } while (await isLifted(email, call));
  };

  return {
    async erase(email, call, ofUnreadable = 'keep') {
      const progress = progressOf(await subjectsOf(email, call), call);
      await eraseRows(email, progress, call);
      // Last: who reads the directory from now on does not meet the person.
      const files = new FileErasure(options, email, progress, call, ofUnreadable);
      const pending = await files.run();
      const { read, unreadable } = files;
      const { erasedAt, rows, deleted, aborted, interrupted } = progress.found;
      return {
        complete: pending === undefined && unreadable.length === 0,
        ...(pending && { pending }),
        subjects: [...progress.subjects],
        erasedAt,
        rows,
        files: { read, deleted, aborted, unreadable },
        interrupted,
        until: untilWhen(now(), retention),
      };
    },

    async allowAgain(email, call) {
      const subjects = await subjectsOf(email, call);
      await progressOf(subjects, call).forget();
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
