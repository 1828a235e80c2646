// The lease that lets one migration run at a time: a row that expires.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import type { ServiceClock } from '#layers/base/clock.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';

// A Data API call has no session that could hold a lock. Longer than the adapter waits for one statement, so that a
// living owner always renews in time.
const leaseS = 60;
const pollMs = 1_000;

const createTableSql = `
  CREATE TABLE IF NOT EXISTS migration_lease (
    id TINYINT NOT NULL PRIMARY KEY,
    owner CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL
  ) ENGINE = InnoDB`;
const createRowSql = `INSERT IGNORE INTO migration_lease (id, owner, expires_at) VALUES (1, '', '2000-01-01')`;
const takeSql = `
  UPDATE migration_lease SET owner = :owner, expires_at = NOW(6) + INTERVAL ${leaseS} SECOND
  WHERE id = 1 AND (owner = :owner OR expires_at < NOW(6))`;
const releaseSql = `UPDATE migration_lease SET expires_at = '2000-01-01' WHERE id = 1 AND owner = :owner`;

export type Lease = {
  /** Makes the lease last another minute. Throws MigrationRefused when another owner has taken it. */
  renew(): Promise<void>;
  release(): Promise<void>;
};

/** Waits for the lease until the call's deadline. Throws MigrationRefused when another owner keeps it that long. */
export const takeLease = async (
  database: Database,
  clock: ServiceClock,
  owner: string,
  call: CallContext,
): Promise<Lease> => {
  const execute = (sql: string, parameters = {}) =>
    database.execute(sql, parameters, call, { idempotent: true });
  const take = async () => (await execute(takeSql, { owner })).updatedRows === 1;

  await execute(createTableSql);
  await execute(createRowSql);
  while (!(await take())) {
    if (clock.now() + pollMs >= call.deadlineMs)
      throw new PublicError('MigrationRefused', { detail: 'Another migration is running.' });
    await clock.sleep(pollMs);
  }
  return {
    renew: async () => {
      if (!(await take()))
        throw new PublicError('MigrationRefused', { detail: 'Another migration has taken over.' });
    },
    release: async () => {
      await execute(releaseSql, { owner });
    },
  };
};
