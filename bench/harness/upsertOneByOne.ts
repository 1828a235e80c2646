// Lets people in by a plain statement each, which checks nothing and knows no order.
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { User } from '#layers/people/user.ts';

const upsertSql = `
  INSERT INTO people (subject, email, phone_number) VALUES (:subject, :email, :phone)
  ON DUPLICATE KEY UPDATE email = VALUES(email), phone_number = VALUES(phone_number)`;

export const upsertOneByOne = async (database: Database, people: readonly User[]): Promise<void> => {
  const call = { deadlineMs: Date.now() + 300_000 };
  for (const { email, phoneNumber: phone } of people) {
    const parameters = { subject: email.padEnd(43, '.'), email, phone };
    await database.execute(upsertSql, parameters, call, { idempotent: true });
  }
};
