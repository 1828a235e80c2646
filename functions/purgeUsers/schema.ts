// The request and the response of purgeUsers.

import { directRequest } from '#layers/entry/direct/directRequest.ts';
import type { Purged } from '#layers/people/erasures/purger.ts';

export const purgeUsersSchema = {
  request: directRequest({}),
  response: (purged: Purged): Purged => purged,
};
