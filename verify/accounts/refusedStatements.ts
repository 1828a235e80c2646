// What no function's database account may do: statements that MySQL refuses with error 1142.

/**
 * Statements by account. Each needs a right that the account lacks, and would change nothing if it had it, so that a
 * running directory can be asked.
 */
export const refusedStatements = {
  reader: [
    "INSERT INTO directory (email, phone_number) SELECT 'a@b', '1' FROM directory WHERE FALSE",
    "UPDATE directory SET phone_number = '1' WHERE FALSE",
    'DELETE FROM directory WHERE FALSE',
    'SELECT user_id FROM people LIMIT 0',
    'SELECT * FROM directory_settings LIMIT 0',
    'SELECT * FROM schema_migrations LIMIT 0',
    'CREATE TABLE people (id INT)',
    'DROP VIEW no_such_view',
  ],
  writer: [
    'DELETE FROM people WHERE FALSE',
    'SELECT * FROM schema_migrations LIMIT 0',
    "UPDATE directory_settings SET value = '' WHERE FALSE",
    'CREATE TABLE people (id INT)',
    'DROP TABLE no_such_table',
  ],
  importer: [
    'DELETE FROM people WHERE FALSE',
    'DELETE FROM import_job WHERE FALSE',
    'SELECT * FROM schema_migrations LIMIT 0',
    'SELECT * FROM export_lease LIMIT 0',
    'DROP TABLE no_such_table',
  ],
  exporter: [
    'SELECT user_id FROM people LIMIT 0',
    'SELECT * FROM import_lease LIMIT 0',
    "UPDATE export_lease SET expires_at = '2000-01-01' WHERE FALSE",
    'DELETE FROM directory WHERE FALSE',
    'SELECT * FROM import_job LIMIT 0',
  ],
  eraser: [
    'DELETE FROM export_lease WHERE FALSE',
    'DELETE FROM import_lease WHERE FALSE',
    'SELECT * FROM schema_migrations LIMIT 0',
    "UPDATE directory_settings SET value = '' WHERE FALSE",
    'CREATE TABLE people (id INT)',
    'DROP TABLE no_such_table',
  ],
} as const;

export type AccountName = keyof typeof refusedStatements;
