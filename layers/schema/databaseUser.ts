// A database user with the rights that its functions need and no others.
import * as z from 'zod/mini';
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { type DatabaseError, throwDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { Secrets } from '#layers/aws/secretsManager/secrets.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';

export interface DatabaseUser {
  /**
   * Creates the user, sets the password that its secret has now, and grants it its rights; the same for the user that the
   * secret will have after a rotation that is under way. Safe to run again. Throws DatabaseError, and MigrationRefused when the database does
   * not let the account that migrates do so.
   */
  ensure(call: CallContext): Promise<void>;
}

// MySQL takes no parameters in these statements, so the two values become part of the text. Letters and digits need no
// quoting, and the secret is generated from these alone.
const credentials = z.object({
  username: z.string().check(z.regex(/^\w{1,32}$/)),
  password: z.string().check(z.regex(/^[A-Za-z\d]{16,128}$/)),
});

// CREATE USER, ALTER USER and GRANT without the right to:
// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
const refusals = new Set<number | undefined>([1044, 1142, 1227, 1410]);

const refuse = (username: string, cause: DatabaseError): PublicError =>
  new PublicError('MigrationRefused', {
    detail: `The account that migrates may not create the user ${username}, or not grant it its rights (${cause.message}).`,
    cause,
  });

type Options = { database: Database; secrets: Secrets; secretArn: string; grants: readonly string[] };

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
      await database.execute(sql, {}, call, { idempotent: true }).catch((error: DatabaseError) => {
        throw refusals.has(error.errno) ? refuse(username, error) : error;
      });
    }
  };

  return {
    async ensure(call) {
      const current = await secrets.read(secretArn, call).catch(throwDatabaseError);
      const pending = await secrets.readPending(secretArn, call).catch(throwDatabaseError);
      for (const secret of new Set([current, pending ?? current])) await ensureUser(secret, call);
    },
  };
};
