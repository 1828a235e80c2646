// The request and the response of GET /search.
import * as z from 'zod/mini';
import { email, publicUser } from '#layers/repository/user.ts';

export const searchUserSchema = {
  request: z.object({ email }, { error: 'must be an object' }),
  response: publicUser,
};
