// A database user with the rights that its functions need and no others.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/database/database.ts';
import type { Secrets } from '#layers/secrets/secrets.ts';

/** What the functions behind routes may do. */
export const readerGrants = ['SELECT ON directory'] as const;

/** What the functions that apply and explain events may do: a person is erased by an update, so nothing is ever deleted. */
export const writerGrants = ['SELECT, INSERT, UPDATE ON people', 'SELECT ON directory_settings'] as const;

export interface DatabaseUser {
  /** Creates the user, sets the password that its secret has now, and grants it its rights. Safe to run again. */
  ensure(call: CallContext): Promise<void>;
}

// MySQL takes no parameters in these statements, so the two values become part of the text. Letters and digits need no
// quoting, and the secret is generated from these alone.
const credentials = z.object({
  username: z.string().check(z.regex(/^\w{1,32}$/)),
  password: z.string().check(z.regex(/^[A-Za-z\d]{16,128}$/)),
});

type Options = { database: Database; secrets: Secrets; secretArn: string; grants: readonly string[] };

export const createDatabaseUser = ({ database, secrets, secretArn, grants }: Options): DatabaseUser => ({
  async ensure(call) {
    const { username, password } = credentials.parse(JSON.parse(await secrets.read(secretArn, call)));
    const user = `'${username}'@'%'`;
    const identified = `IDENTIFIED BY '${password}'`;
    for (const sql of [
      `CREATE USER IF NOT EXISTS ${user} ${identified}`,
      `ALTER USER ${user} ${identified}`,
      ...grants.map((grant) => `GRANT ${grant} TO ${user}`),
    ]) {
      await database.execute(sql, {}, call, { idempotent: true });
    }
  },
});
