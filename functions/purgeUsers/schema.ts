// The request and the response of purgeUsers.
import type { Purged } from '#layers/erasures/purger.ts';
import { directRequest } from '#layers/http/directRequest.ts';

export const purgeUsersSchema = {
  request: directRequest({}),
  response: (purged: Purged): Purged => purged,
};
