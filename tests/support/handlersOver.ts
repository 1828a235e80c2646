// The real handlers over a database that a test or a bench has opened.
import { getUsers } from '#functions/getUsers/handler.ts';
import { getUsersSchema } from '#functions/getUsers/schema.ts';
import { searchUser } from '#functions/searchUser/handler.ts';
import { searchUserSchema } from '#functions/searchUser/schema.ts';
import type { Database } from '#layers/database/database.ts';
import { httpHandler } from '#layers/http/pipeline.ts';
import { usersRepository } from '#layers/repository/usersRepository.ts';

/** By the path of their route. They log nothing. */
export const handlersOver = (database: Database, now = Date.now) => {
  const services = () => ({ users: usersRepository(database) });
  const surroundings = { log: () => {}, now };
  return {
    '/users': httpHandler(getUsersSchema, getUsers, services, surroundings),
    '/search': httpHandler(searchUserSchema, searchUser, services, surroundings),
  };
};
