// The directory's users over the database port.
import type { CallContext, Database, ResultRow } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { spellingsOf, type User } from './user.ts';

export type PageRequest = {
  /** The most users to return, 1 to 1,000. */
  limit: number;
  /** Returns the users that come after the user with this id. */
  after?: bigint | undefined;
};

export type Page = {
  users: User[];
  /** The `after` of the next page, when there are more users. */
  next?: bigint;
};

/** Every method throws DatabaseError when the database cannot answer before the call's deadline. */
export interface UsersRepository {
  /** Users in the order in which they were added. A page may be shorter than its limit though more users follow. */
  getUsers(page: PageRequest, call: CallContext): Promise<Page>;
  /**
   * The user with this e-mail address, compared trimmed and without letter case but with accents. Found by the address as
   * the directory shows it, and otherwise by its normalized form.
   */
  findByEmail(email: string, call: CallContext): Promise<User | undefined>;
}

const getUsersSql = `
  SELECT user_id AS id, email, phone_number AS phoneNumber
  FROM directory
  WHERE user_id > :after
  ORDER BY user_id
  LIMIT :limit`;

// Folds the parameter as the column email_key is folded, in the same collation, so that the two cannot disagree.
const findByEmailSql = `
  SELECT email, phone_number AS phoneNumber
  FROM directory
  WHERE email_key = LOWER(TRIM(CONVERT(:email USING utf8mb4) COLLATE utf8mb4_bin))`;

/** Throws TypeError for a row of another shape, when the statement and the table disagree. */
const toUser = ({ email, phoneNumber }: ResultRow): User => {
  if (typeof email === 'string' && typeof phoneNumber === 'string') return { email, phoneNumber };
  throw new TypeError('A row of the directory lacks an e-mail address or a phone number.');
};

const toId = ({ id }: ResultRow): bigint => {
  if (typeof id === 'string') return BigInt(id);
  throw new TypeError('A row of the directory lacks its id.');
};

export const createUsersRepository = (database: Database): UsersRepository => {
  const getUsers = async ({ limit, after = 0n }: PageRequest, call: CallContext): Promise<Page> => {
    try {
      // One row more than the limit shows whether a next page exists.
      const rows = await database.query(getUsersSql, { after, limit: limit + 1 }, call);
      const users = rows.slice(0, limit).map(toUser);
      const last = rows[limit - 1];
      return rows.length > limit && last ? { users, next: toId(last) } : { users };
    } catch (error) {
      const tooLarge = error instanceof DatabaseError && error.kind === 'resultTooLarge';
      if (!tooLarge || limit === 1) throw error;
      return getUsers({ limit: Math.floor(limit / 2), after }, call);
    }
  };

  return {
    getUsers,
    async findByEmail(email, call) {
      for (const spelling of spellingsOf(email)) {
        const [found, another] = await database.query(findByEmailSql, { email: spelling }, call);
        if (another) throw new TypeError('Two rows of the directory have one e-mail key.');
        if (found) return toUser(found);
      }
      return undefined;
    },
  };
};
