// Any number of generated people, in SQL and one at a time.
import type { User } from '#layers/people/user.ts';

/** Eight digits, so that people have the order of their numbers and all rows are of one length. */
const digits = 8;
const chunk = 1_000_000;

export const scalePersonAt = (index: number): User => {
  const number = String(index).padStart(digits, '0');
  return { email: `user${number}@example.com`, phoneNumber: `+1 ${number}` };
};

const units = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const tables = Array.from({ length: 6 }, (_, place) => `(${units}) t${place}`).join(', ');
const number = Array.from({ length: 6 }, (_, place) => `t${place}.d * ${10 ** place}`).join(' + ');

/** Statements that insert `count` people into an empty table, in their order. */
export const insertPeople = (table: string, count: number): string[] =>
  Array.from({ length: Math.ceil(count / chunk) }, (_, index) => {
    const from = index * chunk;
    return `
      INSERT INTO ${table} (user_id, email, phone_number)
      SELECT n + 1, CONCAT('user', LPAD(n, ${digits}, '0'), '@example.com'), CONCAT('+1 ', LPAD(n, ${digits}, '0'))
      FROM (SELECT ${from} + ${number} AS n FROM ${tables}) numbers
      WHERE n < ${Math.min(from + chunk, count)} ORDER BY n`;
  });
