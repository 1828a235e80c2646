// Reads everybody of the directory by key, page by page.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { User } from '#layers/people/user.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';

/** People per page, the most that a page may have. */
const pageUsers = 1_000;

/** No page is read when less is left: the last part, or the end of the upload, must still be sent. */
export const reserveMs = 20_000;

type Options = { users: Pick<UsersRepository, 'getUsers'>; now: () => number };

/** Throws DatabaseError, and the PublicError `ExportUnfinished` when the time has run out. */
export const readPages = async function* (
  { users, now }: Options,
  { deadlineMs }: CallContext,
): AsyncGenerator<readonly User[]> {
  const call = { deadlineMs: deadlineMs - reserveMs };
  let after: bigint | undefined;
  do {
    if (now() >= call.deadlineMs) throw new PublicError('ExportUnfinished');
    const page = await users.getUsers({ limit: pageUsers, after }, call);
    if (page.users.length > 0) yield page.users;
    after = page.next;
  } while (after !== undefined);
};
