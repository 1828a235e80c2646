// The request and the response of POST /search and GET /search.
import * as z from 'zod/mini';
import { email, publicUser } from '#layers/people/user.ts';

export const searchUserSchema = {
  methods: ['GET', 'HEAD', 'POST'],
  request: z.object({ email }, { error: 'must be an object' }),
  response: publicUser,
} as const;
