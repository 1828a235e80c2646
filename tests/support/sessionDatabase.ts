// The database port over one direct session, for counters and rights that belong to a session.
import { type Connection, createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { Database } from '#layers/aws/dataApi/database.ts';

export type SessionDatabase = Database & { session: Connection; end(): Promise<void> };

/** Integers are strings, as the Data API returns them; an error of the database is mysql2's. */
export const openSession = async (url: string): Promise<SessionDatabase> => {
  const session = await createConnection({
    uri: url,
    namedPlaceholders: true,
    supportBigNumbers: true,
    dateStrings: true,
  });
  const text = (value: unknown) => (typeof value === 'number' ? String(value) : value);
  return {
    session,
    query: async (sql, values) => {
      const [rows] = await session.query<RowDataPacket[]>({ sql, values });
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)])),
      );
    },
    execute: async (sql, values) => {
      const [{ affectedRows }] = await session.query<ResultSetHeader>({ sql, values });
      return { updatedRows: affectedRows };
    },
    end: () => session.end(),
  };
};
