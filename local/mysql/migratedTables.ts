// The tables and views that the migrations make, read from their statements.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

/** Made by the function `migrate` itself, before the first migration. */
const ofMigrate = ['schema_migrations', 'migration_lease'];

const name = '(?:`([^`]+)`|(\\w+))';
const created =
  'CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:ALGORITHM\\s*=\\s*\\w+\\s+)?(?:SQL\\s+SECURITY\\s+\\w+\\s+)?(?:TABLE|VIEW)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?';
/** The new name of a table; columns and indexes are renamed by `TO`, too. */
const renamed = '(?<!\\bCOLUMN\\s+\\S+\\s+|\\b(?:INDEX|KEY)\\s+\\S+\\s+)\\bTO\\s+';
const made = new RegExp(`\\b${created}${name}|${renamed}${name}`, 'gi');

/** The tables and views that a migration makes: by CREATE, or by the `TO` of a RENAME. */
const namesIn = (sql: string): string[] =>
  /^\s*(CREATE|RENAME|ALTER)\b/im.test(sql)
    ? [...sql.replaceAll(/^--.*$/gm, '').matchAll(made)].map(
        (match) => match.slice(1).find((text) => text !== undefined) as string,
      )
    : [];

/** What each file of db/migrations makes, by its name. */
const readMade = (folder: string): (readonly [file: string, names: string[]])[] =>
  globSync('*.sql', { cwd: folder }).map((file) => [file, namesIn(readFileSync(join(folder, file), 'utf8'))]);

const migrations = join(root, 'db/migrations');

/** Every table and view that db/migrations has ever made, by name. */
export const findMigrated = (folder = migrations): string[] => [
  ...new Set([...ofMigrate, ...readMade(folder).flatMap(([, names]) => names)]),
];

/** The name of the file that makes a table or a view. */
export const findMigration = (table: string): string | undefined =>
  readMade(migrations).find(([, names]) => names.includes(table))?.[0];
