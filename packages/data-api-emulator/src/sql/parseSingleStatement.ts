// Refuses SQL text that is too long or holds several statements.
import { ApiError } from '../apiError.ts';
import { maxStatementCharacters } from '../limits.ts';
import { parseStatement, type Statement } from './parseStatement.ts';

/**
 * "Multistatements aren't supported": data-api.differences. A semicolon at the end is fine there.
 * The words for a text that is too long are those of Aurora Serverless v1 (koxudaxi/local-data-api#144).
 */
export const parseSingleStatement = (sql: string): Statement => {
  if (sql.length > maxStatementCharacters) {
    const message = `Number of characters in SQLStatement is longer than ${maxStatementCharacters}`;
    throw new ApiError('ValidationException', message);
  }
  const statement = parseStatement(sql);
  if (statement.isMulti) throw new ApiError('ValidationException', "Multistatements aren't supported.");
  return statement;
};
