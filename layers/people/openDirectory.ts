// Opens the directory for events, once its secret has proved to be the right one.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError, toDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { Secrets } from '#layers/aws/secretsManager/secrets.ts';
import { findDifference, readSettings } from './directorySettings.ts';
import type { OrderKind } from './revision.ts';
import { Subjects } from './subjects.ts';

/** Returns the directory's subjects. Throws DatabaseError, `misconfigured` when secret, order or rows are not as they must be. */
export type OpenDirectory = (call: CallContext) => Promise<Subjects>;

type Options = { database: Database; secrets: Secrets; secretArn: string; order: OrderKind };

/** Under another secret no tombstone would be found, and under another order no event would be newer, without a word. */
const check = async (
  { database, order }: Options,
  { checkValue }: Subjects,
  call: CallContext,
): Promise<void> => {
  const stored = await readSettings(database, call);
  const difference = findDifference(stored, { order, secretCheck: checkValue });
  if (difference) throw new DatabaseError('misconfigured', `DirectorySettingDiffers ${difference}`);
  if (stored.subjects !== 'complete') throw new DatabaseError('misconfigured', 'DirectoryNotMigrated');
};

/** Reads and checks once; a failure is not remembered, so that the next call tries again. */
export const createOpenDirectory = (options: Options): OpenDirectory => {
  let opened: Subjects | undefined;
  return async (call) => {
    if (opened) return opened;
    const secret = await options.secrets.read(options.secretArn, call).catch((error: unknown) => {
      throw toDatabaseError(error);
    });
    const subjects = new Subjects(secret);
    await check(options, subjects, call);
    opened = subjects;
    return subjects;
  };
};
