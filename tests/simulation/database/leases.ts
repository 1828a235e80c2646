// The model of the statements about the leases of who writes files.
import { addNew, type ModelledStatement, numberOf, textOf } from './tables.ts';

const openLeases = (
  leases: ReadonlyMap<string, number | { expiresMs: number }>,
  writer: string,
  nowMs: number,
): Record<string, unknown>[] =>
  [...leases]
    .map(([id, lease]) => [id, (typeof lease === 'number' ? lease : lease.expiresMs) - nowMs] as const)
    .filter(([, leftMs]) => leftMs >= 0)
    .map(([id, leftMs]) => ({ id, writer, expiresInMs: String(Math.ceil(leftMs)) }));

const close = <Lease>(
  leases: Map<string, Lease>,
  id: string,
  isExpired: (lease: Lease) => boolean,
): number => {
  const gone = [...leases].filter(([name, lease]) => name === id || isExpired(lease));
  for (const [name] of gone) leases.delete(name);
  return gone.length;
};

const openSql = (writer: string) => `SELECT lease AS id, '${writer}' AS writer,
  CEILING(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), expires_at) / 1000) AS expiresInMs
  FROM ${writer}_lease WHERE expires_at >= UTC_TIMESTAMP(6)`;

export const leaseStatements: readonly ModelledStatement[] = [
  {
    name: 'openExportLease',
    sql: `INSERT IGNORE INTO export_lease (lease, expires_at) VALUES (:id, UTC_TIMESTAMP(6) + INTERVAL :lastsMs * 1000 MICROSECOND)`,
    run: ({ exportLeases }, given, nowMs) =>
      addNew(exportLeases, textOf(given, 'id'), nowMs + numberOf(given, 'lastsMs')),
  },
  {
    name: 'openImportLease',
    sql: `INSERT IGNORE INTO import_lease (lease, object, expires_at) VALUES (:id, :object, UTC_TIMESTAMP(6) + INTERVAL :lastsMs * 1000 MICROSECOND)`,
    run: ({ importLeases }, given, nowMs) =>
      addNew(importLeases, textOf(given, 'id'), {
        object: textOf(given, 'object'),
        expiresMs: nowMs + numberOf(given, 'lastsMs'),
      }),
  },
  {
    name: 'closeExportLease',
    sql: `DELETE FROM export_lease WHERE lease = :id OR expires_at < UTC_TIMESTAMP(6)`,
    run: ({ exportLeases }, given, nowMs) =>
      close(exportLeases, textOf(given, 'id'), (expiresMs) => expiresMs < nowMs),
  },
  {
    name: 'closeImportLease',
    sql: `DELETE FROM import_lease WHERE lease = :id OR expires_at < UTC_TIMESTAMP(6)`,
    run: ({ importLeases }, given, nowMs) =>
      close(importLeases, textOf(given, 'id'), ({ expiresMs }) => expiresMs < nowMs),
  },
  {
    name: 'listLeases',
    sql: `${openSql('export')} UNION ALL ${openSql('import')}`,
    run: ({ exportLeases, importLeases }, _given, nowMs) => [
      ...openLeases(exportLeases, 'export', nowMs),
      ...openLeases(importLeases, 'import', nowMs),
    ],
  },
  {
    name: 'isImporting',
    sql: `SELECT lease FROM import_lease WHERE object = :object AND expires_at >= UTC_TIMESTAMP(6) LIMIT 1`,
    run: ({ importLeases }, given, nowMs) =>
      [...importLeases]
        .filter(([, { object, expiresMs }]) => object === given.object && expiresMs >= nowMs)
        .map(([lease]) => ({ lease }))
        .slice(0, 1),
  },
];
