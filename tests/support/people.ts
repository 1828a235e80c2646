// The people of db/seed.sql, in its order, as the API returns them.
import type { User } from '#layers/repository/user.ts';

export const people: readonly User[] = [
  { email: 'homer@thesimpsons.com', phoneNumber: '+1 888 123 1111' },
  { email: 'marge@thesimpsons.com', phoneNumber: '+1 888 123 1112' },
  { email: 'maggie@thesimpsons.com', phoneNumber: '+1 888 123 1113' },
  { email: 'lisa@thesimpsons.com', phoneNumber: '+1 888 123 1114' },
  { email: 'bart@thesimpsons.com', phoneNumber: '+1 888 123 1115' },
];
