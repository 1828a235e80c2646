// Applies db/migrations in order through the database port. Called by functions/migrate, never on a cold start.
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Call, Database } from '#layers/database/database.ts';
import { DatabaseError, type DatabaseErrorKind } from '#layers/database/databaseError.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import type { Clock } from '#layers/runtime/clock.ts';
import { type MigrationFile, readMigrationFiles } from './files.ts';
import { takeLease } from './lease.ts';
import { plan, type Step } from './plan.ts';

export interface Migrations {
  /**
   * Applies what is left and returns the names, in order. Throws MigrationRefused when an applied file was changed or
   * is missing, when another migration keeps running, or when the database rejects a statement.
   */
  apply(call: Call): Promise<string[]>;
}

const createTableSql = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    checksum CHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    applied_at DATETIME(6) NULL
  ) ENGINE = InnoDB`;
const recordsSql = 'SELECT name, checksum, IF(applied_at IS NULL, 0, 1) AS applied FROM schema_migrations';
const announceSql = `
  INSERT INTO schema_migrations (name, checksum) VALUES (:name, :checksum)
  ON DUPLICATE KEY UPDATE checksum = VALUES(checksum)`;
const confirmSql = 'UPDATE schema_migrations SET applied_at = NOW(6) WHERE name = :name';

const records = z.array(
  z.object({
    name: z.string(),
    checksum: z.string(),
    applied: z.pipe(
      z.string(),
      z.transform((one) => one === '1'),
    ),
  }),
);

// "Already exists" and "does not exist": what a DDL statement that was applied before answers.
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
const alreadyAppliedErrnos = new Set([1050, 1051, 1060, 1061, 1091]);

/** Kinds of failure that running the statement once more cannot cure. */
const refusals = new Set<DatabaseErrorKind>(['rejected', 'misconfigured']);

type Options = { database: Database; clock: Clock; readFiles?: () => Promise<MigrationFile[]> };

export const migrations = ({ database, clock, readFiles = readMigrationFiles }: Options): Migrations => {
  const readPlan = async (files: MigrationFile[], call: Call) =>
    plan(files, records.parse(await database.query(recordsSql, {}, call)));

  const applyStep = async ({ name, checksum, sql, interrupted }: Step, call: Call): Promise<void> => {
    const note = { idempotent: true };
    // Announced first: MySQL commits DDL by itself, so statement and record cannot be one transaction.
    await database.execute(announceSql, { name, checksum }, call, note);
    try {
      await database.execute(sql, {}, call, { idempotent: false, continueAfterTimeout: true });
    } catch (error) {
      if (!(error instanceof DatabaseError) || !refusals.has(error.kind)) throw error;
      const done = interrupted && error.errno !== undefined && alreadyAppliedErrnos.has(error.errno);
      if (!done) {
        throw new PublicError('MigrationRefused', {
          detail: `${name} was rejected by the database (${error.message}).`,
          cause: error,
        });
      }
    }
    await database.execute(confirmSql, { name }, call, note);
  };

  return {
    async apply(call) {
      const files = await readFiles();
      await database.execute(createTableSql, {}, call, { idempotent: true });
      if ((await readPlan(files, call)).length === 0) return [];

      const lease = await takeLease(database, clock, randomUUID(), call);
      try {
        // Read again: whoever held the lease before may have applied them.
        const steps = await readPlan(files, call);
        for (const step of steps) {
          await lease.renew();
          await applyStep(step, call);
        }
        return steps.map(({ name }) => name);
      } finally {
        await lease.release();
      }
    },
  };
};
