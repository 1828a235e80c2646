// The request and the response of eraseUser.
import * as z from 'zod/mini';
import { directRequest } from '#layers/entry/direct/directRequest.ts';
import type { Certificate } from '#layers/people/erasures/certificate.ts';
import { email } from '#layers/people/user.ts';

/** The answer to `allowAgain`: whether there was an erasure to lift. */
export type Lifted = { lifted: boolean };

export const eraseUserSchema = {
  request: directRequest({
    email,
    allowAgain: z._default(z.boolean({ error: 'must be true or false' }), false),
    unreadable: z._default(z.enum(['keep', 'delete'], { error: 'must be keep or delete' }), 'keep'),
  }),
  response: (result: Certificate | Lifted): Certificate | Lifted => result,
};
