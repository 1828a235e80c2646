// Runs a statement of the service on the model of the database, by the statement's text.
import { type MigrationFile, readMigrationFiles } from '#layers/schema/readMigrationFiles.ts';
import { jobStatements } from './jobs.ts';
import { leaseStatements } from './leases.ts';
import { lookUpStatements } from './lookUps.ts';
import { migrationStatements, toMigrationStatement } from './migrations.ts';
import { peopleStatements } from './people.ts';
import { preparationStatements } from './preparation.ts';
import type { ModelledStatement, SqlArguments, StatementResult, Tables } from './tables.ts';

/** The text without the spaces that only lay it out. */
export const normalizeSql = (sql: string): string =>
  sql.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')').trim();

/** Account statements, whose names are part of their text. */
const userPattern =
  /^(CREATE USER IF NOT EXISTS|ALTER USER|GRANT [\w, ]+ TO) '(\w+)'@'%'(?: IDENTIFIED BY '(\w+)')?$/;

/** A statement that the service has never sent when the model was written. Change the model with the statement. */
export class UnknownStatement extends Error {}

export type DatabaseModel = {
  /** The files of db/migrations, read once: reading a file takes no virtual time. */
  migrations: MigrationFile[];
  find(sql: string): ModelledStatement;
  execute(tables: Tables, sql: string, given: SqlArguments, nowMs: number): StatementResult;
};

const findUserStatement = (text: string): ModelledStatement | undefined => {
  const [, verb = '', user = '', password] = userPattern.exec(text) ?? [];
  if (user === '') return undefined;
  return {
    name: verb.split(' ', 2).join(' '),
    sql: text,
    run({ accounts }) {
      if (password && !(verb.startsWith('CREATE') && accounts.has(user))) accounts.set(user, password);
      return 0;
    },
  };
};

export const createDatabaseModel = async (): Promise<DatabaseModel> => {
  const migrations = await readMigrationFiles();
  const all = [
    ...peopleStatements,
    ...lookUpStatements,
    ...jobStatements,
    ...leaseStatements,
    ...migrationStatements,
    ...preparationStatements,
    ...migrations.map(toMigrationStatement),
  ];
  const byText = new Map(all.map((statement) => [normalizeSql(statement.sql), statement]));
  /** Texts as they are sent, which are few. */
  const known = new Map<string, ModelledStatement>();
  const find = (sql: string): ModelledStatement => {
    const found = known.get(sql) ?? byText.get(normalizeSql(sql)) ?? findUserStatement(normalizeSql(sql));
    if (!found) throw new UnknownStatement(`The model does not know the statement: ${normalizeSql(sql)}`);
    known.set(sql, found);
    return found;
  };
  return { migrations, find, execute: (tables, sql, given, nowMs) => find(sql).run(tables, given, nowMs) };
};
