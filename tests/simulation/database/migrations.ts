// The model of the statements that migrate a database.
import type { MigrationFile } from '#layers/schema/readMigrationFiles.ts';
import { type ModelledStatement, MysqlError, textOf } from './tables.ts';

/** "Already exists", as each kind of DDL says when it has run before. */
const alreadyExists = 1050;
const leaseMs = 60_000;

/** The statement of a migration changes the schema once. */
export const toMigrationStatement = ({ name, sql }: MigrationFile): ModelledStatement => ({
  name: `migration ${name}`,
  sql,
  run({ schema }) {
    if (schema.has(name) && !/IF NOT EXISTS/.test(sql)) throw new MysqlError(alreadyExists);
    schema.add(name);
    return 0;
  },
});

export const migrationStatements: readonly ModelledStatement[] = [
  {
    name: 'readColumns',
    sql: `SELECT LOWER(COLUMN_NAME) AS name
      FROM information_schema.COLUMNS JOIN information_schema.TABLES USING (TABLE_SCHEMA, TABLE_NAME)
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'directory' AND TABLE_TYPE = 'BASE TABLE'`,
    // The tutorial's table stands in no simulated database; the table becomes a view by its eighth migration.
    run: () => [],
  },
  {
    name: 'createMigrations',
    sql: `CREATE TABLE IF NOT EXISTS schema_migrations (
      name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
      checksum CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      applied_at DATETIME(6) NULL
    ) ENGINE = InnoDB`,
    run: () => 0,
  },
  {
    name: 'readMigrations',
    sql: 'SELECT name, checksum, IF(applied_at IS NULL, 0, 1) AS applied FROM schema_migrations',
    run: ({ migrations }) =>
      [...migrations].map(([name, { checksum, applied }]) => ({
        name,
        checksum,
        applied: applied ? '1' : '0',
      })),
  },
  {
    name: 'announceMigration',
    sql: `INSERT INTO schema_migrations (name, checksum) VALUES (:name, :checksum) ON DUPLICATE KEY UPDATE checksum = VALUES(checksum)`,
    run({ migrations }, given) {
      const before = migrations.get(textOf(given, 'name'));
      const checksum = textOf(given, 'checksum');
      migrations.set(textOf(given, 'name'), { checksum, applied: before?.applied ?? false });
      if (!before) return 1;
      return before.checksum === checksum ? 0 : 2;
    },
  },
  {
    name: 'confirmMigration',
    sql: 'UPDATE schema_migrations SET applied_at = NOW(6) WHERE name = :name',
    run({ migrations }, given) {
      const found = migrations.get(textOf(given, 'name'));
      if (!found) return 0;
      found.applied = true;
      return 1;
    },
  },
  {
    name: 'createLease',
    sql: `CREATE TABLE IF NOT EXISTS migration_lease (
      id TINYINT NOT NULL PRIMARY KEY,
      owner CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      expires_at DATETIME(6) NOT NULL
    ) ENGINE = InnoDB`,
    run: () => 0,
  },
  {
    name: 'createLeaseRow',
    sql: `INSERT IGNORE INTO migration_lease (id, owner, expires_at) VALUES (1, '', '2000-01-01')`,
    run: () => 0,
  },
  {
    name: 'takeLease',
    sql: `UPDATE migration_lease SET owner = :owner, expires_at = NOW(6) + INTERVAL 60 SECOND
      WHERE id = 1 AND (owner = :owner OR expires_at < NOW(6))`,
    run({ migrationLease }, given, nowMs) {
      if (migrationLease.owner !== given.owner && migrationLease.expiresMs >= nowMs) return 0;
      Object.assign(migrationLease, { owner: given.owner, expiresMs: nowMs + leaseMs });
      return 1;
    },
  },
  {
    name: 'releaseLease',
    sql: `UPDATE migration_lease SET expires_at = '2000-01-01' WHERE id = 1 AND owner = :owner`,
    run({ migrationLease }, given) {
      if (migrationLease.owner !== given.owner || migrationLease.expiresMs === 0) return 0;
      migrationLease.expiresMs = 0;
      return 1;
    },
  },
];
