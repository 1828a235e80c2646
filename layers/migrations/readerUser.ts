// The database user of the reading functions: it can SELECT from the directory and nothing else.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/database/database.ts';
import type { Secrets } from '#layers/secrets/secrets.ts';

export interface ReaderUser {
  /** Creates the user, sets the password that its secret has now, and grants it SELECT. Safe to run again. */
  ensure(call: CallContext): Promise<void>;
}

// MySQL takes no parameters in these statements, so the two values become part of the text. Letters and digits need no
// quoting, and the secret is generated from these alone.
const credentials = z.object({
  username: z.string().check(z.regex(/^\w{1,32}$/)),
  password: z.string().check(z.regex(/^[A-Za-z\d]{16,128}$/)),
});

type Options = { database: Database; secrets: Secrets; secretArn: string };

export const createReaderUser = ({ database, secrets, secretArn }: Options): ReaderUser => ({
  async ensure(call) {
    const { username, password } = credentials.parse(JSON.parse(await secrets.read(secretArn, call)));
    const user = `'${username}'@'%'`;
    const identified = `IDENTIFIED BY '${password}'`;
    for (const sql of [
      `CREATE USER IF NOT EXISTS ${user} ${identified}`,
      `ALTER USER ${user} ${identified}`,
      `GRANT SELECT ON directory TO ${user}`,
    ]) {
      await database.execute(sql, {}, call, { idempotent: true });
    }
  },
});
