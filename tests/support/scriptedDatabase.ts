// A Database that answers queries by a function and keeps what it was asked.
import type { Database, ResultRow, SqlParameters } from '#layers/aws/dataApi/database.ts';

export type AskedQuery = { sql: string; parameters: SqlParameters };

export type ScriptedDatabase = Database & { readonly asked: readonly AskedQuery[] };

/** `answer` returns the rows of a query, or throws. Writing rejects. */
export const createScriptedDatabase = (
  answer: (parameters: SqlParameters, sql: string) => ResultRow[],
): ScriptedDatabase => {
  const asked: AskedQuery[] = [];
  return {
    asked,
    query: async (sql, parameters) => {
      asked.push({ sql, parameters });
      return answer(parameters, sql);
    },
    execute: () => Promise.reject(new Error('this database is read-only')),
  };
};
