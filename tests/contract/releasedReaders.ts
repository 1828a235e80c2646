// The readers' statements of every release that a rollback may return to.

export type ReleasedReaders = {
  /** The migration without which they cannot run. */
  needs: string;
  /** With the parameters `after` and `limit`. */
  page: string;
  /** With the parameter `email`. */
  search: string;
};

/** The oldest first; the last are those of layers/people now. */
export const releasedReaders: readonly ReleasedReaders[] = [
  {
    needs: '0002_find_users_by_email_key.sql',
    page: `
      SELECT user_id AS id, email, phone_number AS phoneNumber
      FROM directory
      WHERE user_id > :after
      ORDER BY user_id
      LIMIT :limit`,
    search: `
      SELECT email, phone_number AS phoneNumber
      FROM directory
      WHERE email_key = LOWER(TRIM(CONVERT(:email USING utf8mb4) COLLATE utf8mb4_bin))`,
  },
];
