// The Lambda function of GET /users: the directory, page by page.

import type * as z from 'zod/mini';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { User } from '#layers/people/user.ts';
import { getServices, type Services } from '#layers/services.ts';
import { encodeCursor } from './cursor.ts';
import { getUsersSchema } from './schema.ts';

type GetUsersRequest = z.output<typeof getUsersSchema.request>;

export const getUsers: UseCase<GetUsersRequest, User[], Services> =
  ({ users }) =>
  async ({ limit, after }, call) => {
    const page = await users.getUsers({ limit, after }, call);
    if (page.next === undefined) return { body: page.users };
    return { body: page.users, next: { limit: String(limit), after: encodeCursor(page.next) } };
  };

export const handler = createHandler(getUsersSchema, getUsers, getServices);
