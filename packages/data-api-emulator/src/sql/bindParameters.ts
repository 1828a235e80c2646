// Puts parameter values into a parsed statement.
import { ApiError } from '../apiError.ts';
import type { SqlParameter } from '../request/readParameters.ts';
import type { Statement } from './parseStatement.ts';
import { sqlLiteral } from './sqlLiteral.ts';

/**
 * A name binds everywhere it stands, a parameter without a placeholder is ignored, and a placeholder without a
 * parameter is refused in the service's words (jeremydaly/data-api-client#98). Values are never scanned again.
 */
export const bindParameters = ({ texts, names }: Statement, parameters: SqlParameter[]): string => {
  const literals = new Map(
    parameters.map(({ name, value, typeHint }) => [name, sqlLiteral(value, typeHint)]),
  );
  let sql = texts[0] as string;
  for (const [index, name] of names.entries()) {
    const literal = literals.get(name);
    if (literal === undefined) throw new ApiError('BadRequestException', `Cannot find parameter: ${name}`);
    sql += literal + texts[index + 1];
  }
  return sql;
};
