// A database user with the rights that its functions need and no others.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/database/database.ts';
import type { RotatingSecrets } from '#layers/secrets/secrets.ts';

/** What the functions behind routes may do. */
export const readerGrants = ['SELECT ON directory'] as const;

/** What the functions that apply and explain events may do: a person is erased by an update, so nothing is ever deleted. */
export const writerGrants = ['SELECT, INSERT, UPDATE ON people', 'SELECT ON directory_settings'] as const;

export interface DatabaseUser {
  /**
   * Creates the user, sets the password that its secret has now, and grants it its rights; the same for the user that the
   * secret will have after a rotation that is under way. Safe to run again.
   */
  ensure(call: CallContext): Promise<void>;
}

// MySQL takes no parameters in these statements, so the two values become part of the text. Letters and digits need no
// quoting, and the secret is generated from these alone.
const credentials = z.object({
  username: z.string().check(z.regex(/^\w{1,32}$/)),
  password: z.string().check(z.regex(/^[A-Za-z\d]{16,128}$/)),
});

type Options = { database: Database; secrets: RotatingSecrets; secretArn: string; grants: readonly string[] };

export const createDatabaseUser = ({ database, secrets, secretArn, grants }: Options): DatabaseUser => {
  const ensureUser = async (secret: string, call: CallContext): Promise<void> => {
    const { username, password } = credentials.parse(JSON.parse(secret));
    const user = `'${username}'@'%'`;
    const identified = `IDENTIFIED BY '${password}'`;
    for (const sql of [
      `CREATE USER IF NOT EXISTS ${user} ${identified}`,
      `ALTER USER ${user} ${identified}`,
      ...grants.map((grant) => `GRANT ${grant} TO ${user}`),
    ]) {
      await database.execute(sql, {}, call, { idempotent: true });
    }
  };

  return {
    async ensure(call) {
      const current = await secrets.read(secretArn, call);
      const pending = await secrets.readPending(secretArn, call);
      for (const secret of new Set([current, pending ?? current])) await ensureUser(secret, call);
    },
  };
};
