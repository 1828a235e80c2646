// Compares a directory with the model of what it must know.
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Tally } from '../tally.ts';
import type { Model } from './createHistory.ts';

/** Everybody in the table, by address in lower case. */
export const readPhones = async (
  connection: Connection,
  table = 'directory',
): Promise<Map<string, string>> => {
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT email, phone_number AS phone FROM ${table}`);
  return new Map(rows.map(({ email, phone }) => [email.toLowerCase(), phone]));
};

/** Counts everybody of the model: right, `lost` who is missing, and `wrong` who has another number or was brought back. */
export const compare = (tally: Tally, model: Model, phones: ReadonlyMap<string, string>): void => {
  for (const [email, expected] of model) {
    const phone = phones.get(email) ?? null;
    tally.requests += 1;
    if (phone === expected) tally.right += 1;
    else if (phone === null) tally.lost += 1;
    else tally.wrong += 1;
  }
};
