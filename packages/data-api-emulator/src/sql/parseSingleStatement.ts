// Refuses SQL text that holds several statements.
import { ApiError } from '../apiError.ts';
import { parseStatement, type Statement } from './parseStatement.ts';

/** "Multistatements aren't supported": data-api.differences. A semicolon at the end is fine there. */
export const parseSingleStatement = (sql: string): Statement => {
  const statement = parseStatement(sql);
  if (statement.isMulti) throw new ApiError('ValidationException', "Multistatements aren't supported.");
  return statement;
};
