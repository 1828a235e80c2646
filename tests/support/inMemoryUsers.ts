// A UsersRepository without a database; it keeps the contract of the real one.
import type { User } from '#layers/repository/user.ts';
import type { UsersRepository } from '#layers/repository/usersRepository.ts';

const key = (email: string): string => email.trim().toLowerCase();

/** `users` in the order in which they were added. */
export const createInMemoryUsers = (users: readonly User[]): UsersRepository => ({
  async getUsers({ limit, after = 0n }) {
    const start = Number(after);
    const page = users.slice(start, start + limit);
    return start + limit < users.length ? { users: page, next: BigInt(start + limit) } : { users: page };
  },
  async findByEmail(email) {
    return users.find((user) => key(user.email) === key(email));
  },
});
