// Applies db/migrations in order through the database port.
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import type { ServiceClock } from '#layers/base/clock.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { type MigrationStep, planMigrations } from './planMigrations.ts';
import { type MigrationFile, readMigrationFiles } from './readMigrationFiles.ts';
import { takeLease } from './takeLease.ts';

export type PendingMigrations = {
  /** Names of the files that apply() would apply, in order. */
  pending: string[];
  /** Names of what a later release has applied. */
  later: string[];
  /** Whether a pending file says that no event may be handled while it runs. */
  pausesEvents: boolean;
};

export interface Migrations {
  /** Says what apply() would do. Throws MigrationRefused when an applied file was changed or is missing. */
  plan(call: CallContext): Promise<PendingMigrations>;
  /**
   * Applies the pending files and returns their names, in order. Throws MigrationRefused when an applied file was changed or
   * is missing, when another migration keeps running, or when the database rejects a statement.
   */
  apply(call: CallContext): Promise<string[]>;
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
      z.transform((flag) => flag === '1'),
    ),
  }),
);

// "Already exists" and "does not exist": the errors of a DDL statement that was applied before.
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
const alreadyAppliedErrnos = new Set<number | undefined>([1050, 1051, 1060, 1061, 1091]);

/** A line of its own in a file. */
const pausesEventsMark = /^-- pauses events$/m;

/** Kinds of failure that another attempt cannot cure. */
const refusals = new Set<DatabaseErrorKind>(['rejected', 'misconfigured']);

type Options = {
  database: Database;
  clock: ServiceClock;
  newId?: () => string;
  readFiles?: () => Promise<MigrationFile[]>;
  /** Throws MigrationRefused where the database holds what the migrations cannot take. Runs before anything is changed. */
  check?: (database: Database, call: CallContext) => Promise<void>;
};

export const createMigrations = ({
  database,
  clock,
  newId = randomUUID,
  readFiles = readMigrationFiles,
  check = async () => {},
}: Options): Migrations => {
  const readPlan = async (files: MigrationFile[], call: CallContext) =>
    planMigrations(files, records.parse(await database.query(recordsSql, {}, call)));

  const applyStep = async (
    { name, checksum, sql, interrupted }: MigrationStep,
    call: CallContext,
  ): Promise<void> => {
    const repeatable = { idempotent: true };
    // Announced first: MySQL commits DDL implicitly, so statement and record cannot share a transaction.
    await database.execute(announceSql, { name, checksum }, call, repeatable);
    try {
      await database.execute(sql, {}, call, { idempotent: false, continueAfterTimeout: true });
    } catch (error) {
      if (!(error instanceof DatabaseError) || !refusals.has(error.kind)) throw error;
      const done = interrupted && alreadyAppliedErrnos.has(error.errno);
      if (!done) {
        throw new PublicError('MigrationRefused', {
          detail: `${name} was rejected by the database (${error.message}).`,
          cause: error,
        });
      }
    }
    await database.execute(confirmSql, { name }, call, repeatable);
  };

  const preparePlan = async (files: MigrationFile[], call: CallContext) => {
    await check(database, call);
    await database.execute(createTableSql, {}, call, { idempotent: true });
    return readPlan(files, call);
  };

  return {
    async plan(call) {
      const { steps, later } = await preparePlan(await readFiles(), call);
      return {
        pending: steps.map(({ name }) => name),
        later,
        pausesEvents: steps.some(({ sql }) => pausesEventsMark.test(sql)),
      };
    },

    async apply(call) {
      const files = await readFiles();
      if ((await preparePlan(files, call)).steps.length === 0) return [];

      const lease = await takeLease(database, clock, newId(), call);
      try {
        // Read again: the previous owner of the lease may have applied them.
        const { steps } = await readPlan(files, call);
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
