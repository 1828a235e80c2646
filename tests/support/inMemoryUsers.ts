// A UsersRepository without a database; it keeps the contract of the real one.
import type { User } from '#layers/people/user.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';
import { createInMemoryDirectory } from './inMemoryDirectory.ts';

/** `users` in the order in which they were added. */
export const createInMemoryUsers = (users: readonly User[]): UsersRepository =>
  createInMemoryDirectory(users).users;
