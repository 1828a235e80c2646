// Adds to the causes that functions log what a developer may read: messages, SQL errors, hints.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { findMigration } from './mysql/migratedTables.ts';

const hintAboutTable = (table: string): string => {
  const migration = findMigration(table);
  return migration
    ? `db/migrations/${migration} creates ${table}: npm run db:migrate applies it.`
    : `No migration creates ${table}: add one to db/migrations, and apply it by npm run db:migrate.`;
};

/** What to do about an error, by MySQL's number: https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html */
const hintOf = (errno: number, text: string): string | undefined => {
  if (errno === 1146) return hintAboutTable(/\.([^'.]+)' doesn't exist/.exec(text)?.[1] ?? 'the table');
  if (errno !== 1142 && errno !== 1143) return undefined;
  const [, right = 'this', account = 'the account', table = 'the table'] =
    /^([\w, ]+) command denied to user '([^']+)'@.* for (?:table|column) .*?[`']([^`']+)[`']$/.exec(text) ??
    [];
  return `${account} has no ${right} on ${table}: its rights are in db/accounts.yml: npm run generate and npm run db:migrate grant them.`;
};

/** MySQL's error in a message of the Data API, whose wording has changed: before its number, or after it. */
const readSqlError = (message: string): { errno: number; text: string } | undefined => {
  const [, before = '', errno, after = ''] =
    /^(.*?);? ?(?:database )?error code: (\d+)[.;]?(.*)$/is.exec(message) ?? [];
  if (errno === undefined) return undefined;
  return { errno: Number(errno), text: (/message: (.*)$/is.exec(after)?.[1] ?? before).trim() };
};

/** The messages of an error and its causes, the error itself first; each once. */
const messagesOf = (error: unknown): string[] =>
  error instanceof Error ? [...new Set([error.message, ...messagesOf(error.cause)])] : [];

/** What is said of an error beside its names and numbers. */
export const explain = (error: unknown): string[] =>
  messagesOf(error).flatMap((message) => {
    const sql = readSqlError(message);
    if (!sql) return message === '' ? [] : [message];
    const hint = hintOf(sql.errno, sql.text);
    return [`MySQL ${sql.errno}: ${sql.text}`, ...(hint ? [hint] : [])];
  });

const add = (message: unknown): void => {
  const { error, words } = message as { error: unknown; words: string[] };
  words.push(...explain(error).filter((text) => !words.some((word) => word.endsWith(text))));
};

/** Listens on the channel of layers/entry/errors.ts in this process or thread. Safe to repeat. */
export const explainErrors = (): void => {
  unsubscribe('users-service:cause', add);
  subscribe('users-service:cause', add);
};

/** Ends what `explainErrors` began. */
export const stopExplaining = (): void => void unsubscribe('users-service:cause', add);
