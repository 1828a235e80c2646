// Puts parameter values into a parsed statement.
import { ApiError } from '../apiError.ts';
import type { SqlParameter } from '../request/readParameters.ts';
import type { Statement } from './parseStatement.ts';
import { sqlLiteral } from './sqlLiteral.ts';

export type BoundStatement = Statement & {
  /** The literal of each placeholder, in their order. */
  literals: string[];
};

/**
 * A name binds everywhere it stands, a parameter without a placeholder is ignored, and a placeholder without a
 * parameter is refused in the service's words (jeremydaly/data-api-client#98).
 */
export const bindParameters = (statement: Statement, parameters: SqlParameter[]): BoundStatement => {
  const literalsByName = new Map(
    parameters.map(({ name, value, typeHint }) => [name, sqlLiteral(value, typeHint)]),
  );
  const literals = statement.placeholders.map(({ name }) => {
    const literal = literalsByName.get(name);
    if (literal === undefined) throw new ApiError('BadRequestException', `Cannot find parameter: ${name}`);
    return literal;
  });
  return { ...statement, literals };
};

/** The text from `start` to `end` with `write(index)` for each placeholder in it. Values are never scanned again. */
const replacePlaceholders = (
  { sql, placeholders }: Statement,
  write: (index: number) => string,
  start = 0,
  end = sql.length,
): string => {
  let text = '';
  let written = start;
  for (const [index, placeholder] of placeholders.entries()) {
    if (placeholder.start < start || placeholder.end > end) continue;
    text += sql.slice(written, placeholder.start) + write(index);
    written = placeholder.end;
  }
  return text + sql.slice(written, end);
};

/** The text that MySQL is sent, or a part of it. */
export const boundText = (statement: BoundStatement, start?: number, end?: number): string =>
  replacePlaceholders(statement, (index) => statement.literals[index] as string, start, end);

/** The text as a prepared statement would have it, with a question mark for each placeholder, or a part of it. */
export const preparedText = (statement: Statement, start?: number, end?: number): string =>
  replacePlaceholders(statement, () => '?', start, end);
