// What GET /search accepts and returns.
import * as z from 'zod';
import { email, user } from '#layers/repository/user.ts';

export const searchUserSchema = {
  request: z.object({ email }, { error: 'must be an object' }),
  response: user,
};
