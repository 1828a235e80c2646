// A consumer that takes each event for the newest, as it comes.
import type { Connection } from 'mysql2/promise';
import type { SentEvent } from './createHistory.ts';

const createSql =
  'CREATE TABLE naive (email VARCHAR(254) NOT NULL PRIMARY KEY, phone_number VARCHAR(64) NOT NULL)';
const upsertSql =
  'INSERT INTO naive (email, phone_number) VALUES (?, ?) ON DUPLICATE KEY UPDATE phone_number = VALUES(phone_number)';

/** Into a table of its own, `naive`. */
export const applyNaively = async (connection: Connection, events: readonly SentEvent[]): Promise<void> => {
  await connection.query(createSql);
  for (const { data } of events) {
    const email = data.email.toLowerCase();
    if (data.phoneNumber === undefined) await connection.query('DELETE FROM naive WHERE email = ?', [email]);
    else await connection.query(upsertSql, [email, data.phoneNumber]);
  }
};
