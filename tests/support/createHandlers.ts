// The real handlers over a given database.
import { getUsers } from '#functions/getUsers/handler.ts';
import { getUsersSchema } from '#functions/getUsers/schema.ts';
import { searchUser } from '#functions/searchUser/handler.ts';
import { searchUserSchema } from '#functions/searchUser/schema.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import { createUsersRepository } from '#layers/people/usersRepository.ts';

/** By the path of their route. They log nothing. */
export const createHandlers = (database: Database, now = Date.now) => {
  const services = () => ({ users: createUsersRepository(database) });
  const surroundings = { log: () => {}, now };
  return {
    '/users': createHandler(getUsersSchema, getUsers, services, surroundings),
    '/search': createHandler(searchUserSchema, searchUser, services, surroundings),
  };
};
