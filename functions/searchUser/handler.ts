// The Lambda function of POST /search and GET /search: one user, found by e-mail address.
import type * as z from 'zod/mini';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { User } from '#layers/people/user.ts';
import { getServices, type Services } from '#layers/services.ts';
import { searchUserSchema } from './schema.ts';

type SearchUserRequest = z.output<typeof searchUserSchema.request>;

export const searchUser: UseCase<SearchUserRequest, User, Services> =
  ({ users }) =>
  async ({ email }, call) => {
    const user = await users.findByEmail(email, call);
    if (!user) throw new PublicError('UserNotFound');
    return { body: user };
  };

export const handler = createHandler(searchUserSchema, searchUser, getServices);
