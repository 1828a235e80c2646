// The directory: the settings it was made with, its secret, and how it is opened for events.
import { createHmac } from 'node:crypto';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError, throwDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { OrderKind } from './revision.ts';

/** What must be the same for as long as the directory exists. */
export type DirectorySettings = { order: string; secretCheck: string };

/** `subjects` is `complete` once every row has a subject: before that, a deletion could miss its person. */
export type StoredSettings = Partial<DirectorySettings & { subjects: string }>;

const settingsSql = 'SELECT name, value FROM directory_settings';

export const readSettings = async (database: Database, call: CallContext): Promise<StoredSettings> =>
  Object.fromEntries((await database.query(settingsSql, {}, call)).map(({ name, value }) => [name, value]));

/** The name of the first setting that differs from the stored one; undefined when all are the same. */
export const findDifference = (
  stored: StoredSettings,
  wanted: DirectorySettings,
): keyof DirectorySettings | undefined =>
  (['order', 'secretCheck'] as const).find((name) => stored[name] !== wanted[name]);

/** Longer than any e-mail key, so that it is no person's subject. */
const checkText = 'The check value of the secret of a users-service directory. '.repeat(5);

/** The keyed names of people, under which a deletion is remembered without their address. */
export class Subjects {
  readonly #secret: string;

  /** `secret` must be at least 32 characters that nobody can guess, and the same for as long as the directory exists. */
  constructor(secret: string) {
    if (secret.length < 32) throw new TypeError('The secret of the directory is shorter than 32 characters.');
    this.#secret = secret;
  }

  /** HMAC-SHA-256 of an e-mail key, which the database has folded: 43 characters of base64url. */
  of(emailKey: string): string {
    return createHmac('sha256', this.#secret).update(emailKey).digest('base64url');
  }

  /** Differs for another secret and betrays neither. */
  get checkValue(): string {
    return this.of(checkText);
  }
}

/** Returns the directory's subjects. Throws DatabaseError, `misconfigured` when secret, order or rows are not as they must be. */
export type OpenDirectory = (call: CallContext) => Promise<Subjects>;

export type DirectoryOptions = {
  database: Database;
  /** Returns the secret of the directory. */
  readSecret(call: CallContext): Promise<string>;
  order: OrderKind;
};

/** Under another secret no tombstone would be found, and under another order no event would be newer, without a word. */
const check = async (
  { database, order }: DirectoryOptions,
  { checkValue }: Subjects,
  call: CallContext,
): Promise<void> => {
  const stored = await readSettings(database, call);
  const difference = findDifference(stored, { order, secretCheck: checkValue });
  if (difference) throw new DatabaseError('misconfigured', `DirectorySettingDiffers ${difference}`);
  if (stored.subjects !== 'complete') throw new DatabaseError('misconfigured', 'DirectoryNotMigrated');
};

/** Reads and checks once; a failure is not remembered, so that the next call tries again. */
export const createOpenDirectory = (options: DirectoryOptions): OpenDirectory => {
  let opened: Subjects | undefined;
  return async (call) => {
    if (opened) return opened;
    const secret = await options.readSecret(call).catch(throwDatabaseError);
    const subjects = new Subjects(secret);
    await check(options, subjects, call);
    opened = subjects;
    return subjects;
  };
};
