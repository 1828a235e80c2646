// The leases of running exports and imports, over the database port.
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';

/** Every method throws DatabaseError, and may be called again after one. */
export interface WriterLeases {
  /** Opens a lease that expires after so many milliseconds by the database's clock. */
  open(id: string, lastsMs: number, call: CallContext): Promise<void>;
  /** Ends the lease, and deletes those that writers left when they were killed. */
  close(id: string, call: CallContext): Promise<void>;
}

export type OpenLease = { id: string; writer: 'export' | 'import'; expiresInMs: number };

/** Every method throws DatabaseError. */
export interface OpenLeases {
  /** Returns the leases of all exports and imports that are neither closed nor expired. */
  list(call: CallContext): Promise<OpenLease[]>;
  /** Returns whether a run of an import holds a lease for the file of this key. */
  isImporting(key: string, call: CallContext): Promise<boolean>;
}

const expiry = 'UTC_TIMESTAMP(6) + INTERVAL :lastsMs * 1000 MICROSECOND';

const openExportSql = `INSERT IGNORE INTO export_lease (lease, expires_at) VALUES (:id, ${expiry})`;
const openImportSql = `
  INSERT IGNORE INTO import_lease (lease, object, expires_at) VALUES (:id, :object, ${expiry})`;
const closeSql = (table: string): string =>
  `DELETE FROM ${table} WHERE lease = :id OR expires_at < UTC_TIMESTAMP(6)`;

const openSql = (writer: OpenLease['writer']): string => `
  SELECT lease AS id, '${writer}' AS writer,
    CEILING(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), expires_at) / 1000) AS expiresInMs
  FROM ${writer}_lease
  WHERE expires_at >= UTC_TIMESTAMP(6)`;
const listSql = `${openSql('export')} UNION ALL ${openSql('import')}`;
const isImportingSql = `
  SELECT lease FROM import_lease WHERE object = :object AND expires_at >= UTC_TIMESTAMP(6) LIMIT 1`;

const rows = z.array(
  z.object({
    id: z.string(),
    writer: z.enum(['export', 'import']),
    expiresInMs: z.pipe(z.union([z.string(), z.number()]), z.transform(Number)),
  }),
);

const repeatable = { idempotent: true };

const objectOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export const createExportLeases = (database: Database): WriterLeases => ({
  async open(id, lastsMs, call) {
    await database.execute(openExportSql, { id, lastsMs }, call, repeatable);
  },
  async close(id, call) {
    await database.execute(closeSql('export_lease'), { id }, call, repeatable);
  },
});

/** Leases of runs that import the file of the key. */
export const createImportLeases =
  (database: Database) =>
  (key: string): WriterLeases => ({
    async open(id, lastsMs, call) {
      await database.execute(openImportSql, { id, lastsMs, object: objectOf(key) }, call, repeatable);
    },
    async close(id, call) {
      await database.execute(closeSql('import_lease'), { id }, call, repeatable);
    },
  });

export const createOpenLeases = (database: Database): OpenLeases => ({
  list: async (call) => rows.parse(await database.query(listSql, {}, call)),
  isImporting: async (key, call) =>
    (await database.query(isImportingSql, { object: objectOf(key) }, call)).length > 0,
});
