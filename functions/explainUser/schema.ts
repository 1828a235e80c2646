// The request and the response of explainUser.
import { directRequest } from '#layers/entry/direct/directRequest.ts';
import { email } from '#layers/people/user.ts';

/** What the directory knows of a person, without the person's data. */
export type Explanation = {
  state: 'present' | 'deleted' | 'erased' | 'unknown';
  /** The order of the event that made it so; absent without one: an erasure, people before the first event. */
  version?: number;
  time?: string;
  /** When that event, or the erasure, was applied. Times are UTC, in ISO 8601. */
  appliedAt?: string;
};

export const explainUserSchema = {
  request: directRequest({ email }),
  response: (explanation: Explanation) => explanation,
};
