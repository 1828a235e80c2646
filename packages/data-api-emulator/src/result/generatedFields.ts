// The auto-increment values that an INSERT made, from MySQL's OK packet.
import type { ResultSetHeader } from 'mysql2';

/** "Records: 3  Duplicates: 0  Warnings: 0", sent for statements that insert several rows. */
const recordCount = /^Records: (\d+)/;

/**
 * MySQL reports the first value only. Further rows follow in steps of one (auto_increment_increment, which Aurora
 * leaves at 1), which is how Connector/J's getGeneratedKeys() counts. The packet speaks of its own statement alone, so
 * that an earlier statement's value cannot show. It counts without a sign; a Field is a signed long (API_Field).
 */
export const generatedFields = ({ insertId, affectedRows, info }: ResultSetHeader): string => {
  const first = BigInt.asIntN(64, BigInt(insertId));
  if (first === 0n) return '[]';
  const records = Number(recordCount.exec(info)?.[1] ?? 1);
  const count = Math.min(records, affectedRows);
  const values = Array.from({ length: count }, (_, index) => `{"longValue":${first + BigInt(index)}}`);
  return `[${values.join(',')}]`;
};
