// People for tests, as the API returns them.
import type { User } from '#layers/people/user.ts';

/** Those of db/seed.json, in its order. */
export const people: readonly User[] = [
  { email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 1111' },
  { email: 'marge@thesimpsons.com', phoneNumber: '+1 888 123 1112' },
  { email: 'maggie@thesimpsons.com', phoneNumber: '+1 888 123 1113' },
  { email: 'lisa@thesimpsons.com', phoneNumber: '+1 888 123 1114' },
  { email: 'bart@thesimpsons.com', phoneNumber: '+1 888 123 1115' },
];

/** One of any number of made-up people. */
export const personAt = (index: number): User => ({
  email: `user${index}@example.com`,
  phoneNumber: `+1 888 ${String(index).padStart(7, '0')}`,
});
