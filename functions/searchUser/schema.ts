// What GET /search accepts and returns.
import * as z from 'zod/mini';
import { email, publicUser } from '#layers/repository/user.ts';

export const searchUserSchema = {
  request: z.object({ email }, { error: 'must be an object' }),
  response: publicUser,
};
