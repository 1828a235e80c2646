// A Database that knows the bookkeeping of the migrations, and keeps all other statements as run.
import type {
  CallContext,
  Database,
  ExecuteOptions,
  ResultRow,
  SqlParameters,
} from '#layers/aws/dataApi/database.ts';
import type { ServiceClock } from '#layers/base/clock.ts';
import type { MigrationRecord } from '#layers/schema/planMigrations.ts';

export type RanStatement = { sql: string } & ExecuteOptions;

/** Returns how many rows the statement changed. */
type Bookkeeping = (parameters: SqlParameters) => number;

const leaseMs = 60_000;

export class FakeMigrationDatabase implements Database {
  /** Undefined until the table is created. */
  records: MigrationRecord[] | undefined;
  lease: { owner: unknown; expiresMs: number } | undefined;
  /** Every statement that is no bookkeeping, in order. */
  readonly ran: RanStatement[] = [];
  readonly #clock: Pick<ServiceClock, 'now'>;
  readonly #run: (sql: string) => void;

  /** `run` sees each statement that is no bookkeeping before it is kept, and may throw. */
  constructor(clock: Pick<ServiceClock, 'now'>, run: (sql: string) => void = () => {}) {
    this.#clock = clock;
    this.#run = run;
  }

  readonly #bookkeeping: readonly [RegExp, Bookkeeping][] = [
    [/^CREATE TABLE IF NOT EXISTS schema_migrations/, () => this.#createRecords()],
    [
      /^INSERT INTO schema_migrations/,
      ({ name, checksum }) => this.#announce(String(name), String(checksum)),
    ],
    [/^UPDATE schema_migrations SET applied_at/, ({ name }) => this.#confirm(name)],
    [/^CREATE TABLE IF NOT EXISTS migration_lease/, () => 0],
    [/^INSERT IGNORE INTO migration_lease/, () => this.#createLease()],
    [/^UPDATE migration_lease SET owner/, ({ owner }) => this.#takeLease(owner)],
    [/^UPDATE migration_lease SET expires_at/, ({ owner }) => this.#releaseLease(owner)],
  ];

  async query(sql: string): Promise<ResultRow[]> {
    if (!sql.startsWith('SELECT name, checksum, IF(applied_at IS NULL')) throw new Error(`unknown: ${sql}`);
    if (!this.records) throw new Error('there is no table schema_migrations');
    return this.records.map((record) => ({ ...record, applied: record.applied ? '1' : '0' }));
  }

  async execute(sql: string, parameters: SqlParameters, _call: CallContext, options: ExecuteOptions) {
    const known = this.#bookkeeping.find(([pattern]) => pattern.test(sql.trim()));
    if (known) {
      if (!options.idempotent) throw new Error(`may be sent again: ${sql}`);
      return { updatedRows: known[1](parameters) };
    }
    this.#run(sql);
    this.ran.push({ sql, ...options });
    return { updatedRows: 0 };
  }

  #createRecords(): number {
    this.records ??= [];
    return 0;
  }

  #announce(name: string, checksum: string): number {
    const others = this.records?.filter((record) => record.name !== name) ?? [];
    this.records = [...others, { name, checksum, applied: false }];
    return 1;
  }

  #confirm(name: unknown): number {
    const announced = this.records?.filter((record) => record.name === name) ?? [];
    for (const record of announced) record.applied = true;
    return announced.length;
  }

  #createLease(): number {
    this.lease ??= { owner: '', expiresMs: Number.NEGATIVE_INFINITY };
    return 0;
  }

  #takeLease(owner: unknown): number {
    if (!this.lease) return 0;
    const isFree = this.lease.owner === owner || this.lease.expiresMs < this.#clock.now();
    if (isFree) this.lease = { owner, expiresMs: this.#clock.now() + leaseMs };
    return Number(isFree);
  }

  #releaseLease(owner: unknown): number {
    if (this.lease?.owner !== owner) return 0;
    this.lease = { owner, expiresMs: Number.NEGATIVE_INFINITY };
    return 1;
  }
}
