// Lambda entry point of GET /search: one user by e-mail address.
import type * as z from 'zod/mini';
import { PublicError } from '#layers/errors/publicError.ts';
import { httpHandler, type Operation } from '#layers/http/pipeline.ts';
import type { User } from '#layers/repository/user.ts';
import { getServices, type Services } from '#layers/services.ts';
import { searchUserSchema } from './schema.ts';

type Request = z.output<typeof searchUserSchema.request>;

export const searchUser: Operation<Request, User, Services> =
  ({ users }) =>
  async ({ email }, call) => {
    const user = await users.findByEmail(email, call);
    if (!user) throw new PublicError('UserNotFound');
    return { body: user };
  };

export const handler = httpHandler(searchUserSchema, searchUser, getServices);
