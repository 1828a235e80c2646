// Refuses a tutorial's table that the migrations could not take, before anything is changed.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';

/** A table `directory` that no migration of ours has changed yet: the second one adds `email_key`. */
const columnsSql = `
  SELECT LOWER(COLUMN_NAME) AS name
  FROM information_schema.COLUMNS JOIN information_schema.TABLES USING (TABLE_SCHEMA, TABLE_NAME)
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'directory' AND TABLE_TYPE = 'BASE TABLE'`;

/** As the generated column `email_key` is made. */
const key = 'LOWER(TRIM(CONVERT(email USING utf8mb4) COLLATE utf8mb4_bin))';

/** What a row must not be, as the end of a sentence about its user_id, and the rows that are so. */
const faults: readonly (readonly [fault: string, where: string])[] = [
  ['no e-mail address', 'email IS NULL'],
  ['a blank e-mail address', `${key} = ''`],
  ['an e-mail address of more than 254 characters', 'CHAR_LENGTH(email) > 254'],
  ['no phone number', 'phone_number IS NULL'],
  ['a phone number of more than 64 characters', 'CHAR_LENGTH(phone_number) > 64'],
  [
    'an e-mail address that another row has, too',
    `${key} IN (SELECT k FROM (SELECT ${key} AS k FROM directory GROUP BY k HAVING COUNT(*) > 1) AS twice) AND ${key} <> ''`,
  ],
  ['a negative user_id', 'user_id < 0'],
];

const shownIds = 10;

const refuse = (reasons: readonly string[]): PublicError =>
  new PublicError('MigrationRefused', {
    detail: `The table directory cannot be adopted, and nothing was changed. ${reasons.join(' ')}`,
  });

const findRows = async (
  database: Database,
  [fault, where]: (typeof faults)[number],
  call: CallContext,
): Promise<string[]> => {
  const sql = `SELECT user_id AS id FROM directory WHERE ${where} ORDER BY user_id LIMIT ${shownIds + 1}`;
  const ids = (await database.query(sql, {}, call)).map(({ id }) => String(id));
  if (ids.length === 0) return [];
  const shown = ids.slice(0, shownIds).join(', ') + (ids.length > shownIds ? ', …' : '');
  return [`user_id ${shown}: ${fault} (SELECT user_id FROM directory WHERE ${where}).`];
};

/**
 * Throws MigrationRefused that names rows, up to ten of each kind, why they do not fit, and the query that finds all of them.
 * Does nothing where there is no table `directory`, or where it is ours.
 */
export const checkAdoption = async (database: Database, call: CallContext): Promise<void> => {
  const names = (await database.query(columnsSql, {}, call)).map(({ name }) => name);
  if (names.length === 0 || names.includes('email_key')) return;
  const missing = ['user_id', 'email', 'phone_number'].filter((name) => !names.includes(name));
  if (missing.length > 0) throw refuse([`It lacks the column ${missing.join(', ')}.`]);
  const reasons: string[] = [];
  for (const fault of faults) reasons.push(...(await findRows(database, fault, call)));
  if (reasons.length > 0) throw refuse(reasons);
};
