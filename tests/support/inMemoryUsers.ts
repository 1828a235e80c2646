// A UsersRepository without a database; it keeps the contract of the real one.
import { spellingsOf, type User } from '#layers/repository/user.ts';
import type { UsersRepository } from '#layers/repository/usersRepository.ts';

/** Letters that utf8mb4_bin folds in another way than JavaScript. */
const oddLetters: Readonly<Record<string, string>> = { İ: 'i', ẞ: 'ẞ' };

/** LOWER folds letter by letter, without a look at the next (Σ), and none beyond the Basic Multilingual Plane. */
const foldLetter = (letter: string): string =>
  oddLetters[letter] ?? (letter.length === 1 ? letter.toLowerCase() : letter);

/** TRIM takes off spaces, and no other white space. */
const fold = (email: string): string => [...email.replace(/^ +| +$/g, '')].map(foldLetter).join('');

/** `users` in the order in which they were added. */
export const createInMemoryUsers = (users: readonly User[]): UsersRepository => ({
  async getUsers({ limit, after = 0n }) {
    const start = Number(after);
    const page = users.slice(start, start + limit);
    return start + limit < users.length ? { users: page, next: BigInt(start + limit) } : { users: page };
  },
  async findByEmail(email) {
    return spellingsOf(email)
      .map((spelling) => users.find((user) => fold(user.email) === fold(spelling)))
      .find((user) => user !== undefined);
  },
});
